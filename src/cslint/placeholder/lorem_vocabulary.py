"""Vocabularies of pseudo-Latin, and the function words of real languages, which filler lacks."""

from __future__ import annotations

# as printers and designers have set it since the 1960s: running text, in order
PASSAGE = """
lorem ipsum dolor sit amet consectetur adipiscing elit sed do eiusmod tempor incididunt ut labore et dolore magna aliqua
ut enim ad minim veniam quis nostrud exercitation ullamco laboris nisi ut aliquip ex ea commodo consequat duis aute
irure dolor in reprehenderit in voluptate velit esse cillum dolore eu fugiat nulla pariatur excepteur sint occaecat
cupidatat non proident sunt in culpa qui officia deserunt mollit anim id est laborum
"""  # as it is copied everywhere

LOREM = """
lorem ipsum dolor sit amet consectetur adipiscing elit sed do eiusmod tempor incididunt ut labore et dolore magna
aliqua enim ad minim veniam quis nostrud exercitation ullamco laboris nisi aliquip ex ea commodo consequat duis aute
irure in reprehenderit voluptate velit esse cillum eu fugiat nulla pariatur excepteur sint occaecat cupidatat non
proident sunt culpa qui officia deserunt mollit anim id est laborum
"""

# what the generators at lipsum.com and in editors add to it
GENERATED = """
a ac accumsan adipisicing aenean aliquam aliquet ante aptent arcu at auctor augue bibendum blandit class condimentum
congue consectetuer conubia convallis cras cubilia curabitur curae cursus dapibus diam dictum dictumst dignissim dis
donec dui efficitur egestas eget eleifend elementum erat eros etiam euismod facilisi facilisis fames faucibus felis
fermentum feugiat finibus fringilla fusce gravida habitant habitasse hac hendrerit himenaeos iaculis imperdiet
inceptos integer interdum justo lacinia lacus laoreet lectus leo libero ligula litora lobortis luctus maecenas
magnis malesuada massa mattis mauris maximus metus mi molestie mollis montes morbi mus nam nascetur natoque nec
neque netus nibh nisl nonummy nostra nullam nunc odio orci ornare parturient pede pellentesque penatibus per
pharetra phasellus placerat platea porta porttitor posuere potenti praesent pretium primis proin pulvinar purus quam
quisque rhoncus ridiculus risus rutrum sagittis sapien scelerisque sem semper senectus sociosqu sodales sollicitudin
suscipit suspendisse taciti tellus tempus tincidunt torquent tortor tristique turpis ullamcorper ultrices ultricies
urna varius vehicula vel venenatis vestibulum vitae vivamus viverra volutpat vulputate
"""

# its source, Cicero, De finibus bonorum et malorum 1.32-33: running text; shuffled by Django, Faker and their kind
CICERO = """
sed ut perspiciatis unde omnis iste natus error sit voluptatem accusantium doloremque laudantium totam rem aperiam
eaque ipsa quae ab illo inventore veritatis et quasi architecto beatae vitae dicta sunt explicabo nemo enim ipsam
voluptatem quia voluptas sit aspernatur aut odit aut fugit sed quia consequuntur magni dolores eos qui ratione
voluptatem sequi nesciunt neque porro quisquam est qui dolorem ipsum quia dolor sit amet consectetur adipisci velit
sed quia non numquam eius modi tempora incidunt ut labore et dolore magnam aliquam quaerat voluptatem ut enim ad
minima veniam quis nostrum exercitationem ullam corporis suscipit laboriosam nisi ut aliquid ex ea commodi
consequatur quis autem vel eum iure reprehenderit qui in ea voluptate velit esse quam nihil molestiae consequatur
vel illum qui dolorem eum fugiat quo voluptas nulla pariatur at vero eos et accusamus et iusto odio dignissimos
ducimus qui blanditiis praesentium voluptatum deleniti atque corrupti quos dolores et quas molestias excepturi sint
occaecati cupiditate non provident similique sunt in culpa qui officia deserunt mollitia animi id est laborum et
dolorum fuga et harum quidem rerum facilis est et expedita distinctio nam libero tempore cum soluta nobis est
eligendi optio cumque nihil impedit quo minus id quod maxime placeat facere possimus omnis voluptas assumenda est
omnis dolor repellendus temporibus autem quibusdam et aut officiis debitis aut rerum necessitatibus saepe eveniet ut
et voluptates repudiandae sint et molestiae non recusandae itaque earum rerum hic tenetur a sapiente delectus ut aut
reiciendis voluptatibus maiores alias consequatur aut perferendis doloribus asperiores repellat
"""

# generators that shuffle philosophical Latin ("his ea mandamus torquatos"), counted in their published output
SHUFFLED = """
abhorreant accommodare accumsan accusam accusamus accusata adhuc adipiscing admodum adolescens adversarium aeque
aeterno affert agam albucius alia alienum aliquam aliquando aliquid aliquip altera alterum amet an ancillae animal
antiopam apeirian aperiam aperiri appareat appellantur appetere argumentum assentior assueverit assum at atomorum
atqui audiam audire augue autem blandit bonorum brute case causae cetero ceteros choro cibo civibus clita commodo
commune complectitur comprehensam conceptam concludaturque conclusionemque congue consequat consetetur constituam
constituto consul consulatu contentiones convenire copiosae corpora corrumpit cotidieque cu cum debet debitis decore
definiebas definitionem definitiones delectus delenit deleniti delicata delicatissimi democritum denique deseruisse
deserunt deterruisset detracto detraxit diam dicant dicat diceret dico dicta dicunt dignissim discere disputando
disputationi dissentias dissentiet dissentiunt docendi doctus dolor dolore dolorem dolores dolorum duis duo ea eam
efficiantur efficiendi ei eirmod eius elaboraret electram eleifend eligendi elit elitr eloquentiam enim eos epicurei
epicuri equidem erant erat eripuit errem error erroribus eruditi esse essent est et etiam eu euismod eum euripidis
everti evertitur ex exerci expetenda expetendis explicari fabellas fabulas facer facete facilis facilisi facilisis
falli fastidii ferri feugait feugiat fierent forensibus fugit fuisset gloriatur graece graeci graecis graeco
gubergren habemus habeo harum has hendrerit hinc his homero honestatis id idque ignota iisque illum imperdiet
impetus inani inciderint incorrupte indoctum inermis inimicus insolens instructior intellegam intellegat
intellegebat interesset interpretaris invenire invidunt ipsum iracundia iriure iudicabit iudico ius iusto iuvaret
justo labitur laboramus labore laoreet latine laudem legendos legere legimus liber liberavisse libris lobortis lorem
lucilius ludus luptatum magna maiorum malis malorum maluisset mandamus mazim mea mediocrem mediocritatem mei meis
mel meliore melius menandri mentitum minim minimum mnesarchum moderatius modo molestiae molestie mollis movet mucius
mundi munere mutat nam natum ne nec necessitatibus neglegentur nemore nibh nihil nisl no nobis noluisse nominati
nominavi nonumes nonumy noster nostro nostrud nostrum novum nulla nullam numquam nusquam oblique ocurreret odio
offendit officiis omittam omittantur omnesque omnis omnium oporteat oportere option oratio ornatus partem partiendo
patrioque per percipit percipitur perfecto pericula periculis perpetua persecuti persequeris persius pertinacia
pertinax petentium phaedrum philosophia placerat platonem ponderum populo porro posidonium posse possim possit
postea postulant praesent pri primis principes pro probatus probo prodesset prompta purto putant putent quaeque
quaerendum quaestio qualisque quando quas quem qui quidam quo quodsi quot rationibus rebum recteque recusabo
referrentur reformidans regione reprehendunt reprimique repudiandae repudiare reque ridens romanesque sadipscing
saepe sale salutandi salutatus sanctus saperet sapientem scaevola scribentur scripta scriptorem sea sed semper
senserit sensibus sententiae signiferumque similique simul singulis sint sit soleat solet solum soluta sonet
splendide stet suas suavitate summo sumo suscipiantur suscipit tacimates tale tamquam tantas tation te tempor
temporibus theophrastus tibique timeam tincidunt tollit torquatos torquent tota tractatos tritani ubique ullamcorper
ullum unum urbanitas usu ut utamur utinam utroque vel velit veniam verear veri veritus vero verterem vide viderer
vidisse vidit vim viris virtute vis vitae vituperata vituperatoribus vivendo vivendum vix vocent vocibus volumus
voluptaria voluptatibus voluptatum voluptua volutpat vulputate wisi zril
"""

# the small words of Latin: real Latin is full of them, garbled filler is not
LATIN = """
et in est non ad ut qui quae quod cum sed ex per ab de si aut atque ac enim autem esse eius hoc quam nec neque sunt
ipse eo ea eam eum id se sibi nos tibi me te suis suo sua suum omnes omnia erat fuit etiam quoque vero nam ergo
inter sub super ante post hic haec illa ille ipsum ipsa illud his eos eorum quibus quo qua quorum suos nobis dum ita
sic tam cui quem tum nisi quia ubi unde ob apud trans pro propter usque tamen igitur quoniam
"""

# articles, pronouns, prepositions, conjunctions and auxiliaries: a quarter to a half of the words of real prose
FUNCTION_WORDS = {
    "en": (
        "the of and to a in is that it was for on are as with his they at be this from have or by one had not but "
        "what all were when we there can an your which their said if do will each about how up out them then she "
        "many some so these would other into has more her two him see no way could my than first been who its now "
        "people made over did down only may after our most just where through before also such between under "
        "while during because both those being however within you any since same should must thus even without "
        "using used whether very several often already does why like upon us am here again too never always still"
    ),
    "es": (
        "de la que el en y a los del se las por un para con no una su al lo como más pero sus le ya o este sí "
        "porque esta entre cuando muy sin sobre también me hasta hay donde quien desde todo nos durante todos uno "
        "les ni contra otros ese eso ante ellos e esto antes algunos unos otro otras otra él es son fue ser ha "
        "está puede pueden cada cual cualquier sido han toda si tiene debe siempre nada todas estos estas así "
        "sólo solo mejor tan muchos muchas mucho mucha menos nunca luego entonces aunque mientras mismo misma "
        "ella nuestro nuestra nuestros cuyo hace además alguna algún algunas tienen están era eran había mi te tu "
        "ahora cómo qué dos"
    ),
    "ca": (
        "de la que el i a en els les un una del per amb no es se al dels ha com més o seva són ser aquest aquesta "
        "l any si pot però també aquests han seu tots cada sense entre sobre qual dret té ho només quan hi això "
        "tant fins ara encara aquestes molt molts cap sempre altra altre altres mateix així totes tota nostre on "
        "fa està"
    ),
    "gl": (
        "de a o que e do da en un os para unha se as por non con no na máis como ao dos das é pode ou son esta "
        "este seu súa pero tamén todo toda ten ser está cando sen sobre entre só xa moi así estes estas outros "
        "outras todas todos nos cada mesmo sempre onde"
    ),
    "pt": (
        "de a o que e do da em um para é com não uma os no se na por mais as dos como mas foi ao ele das tem à "
        "seu sua ou ser quando muito há nos já está eu também só pelo pela até isso ela entre era depois sem "
        "mesmo aos ter seus quem nas me esse eles estão você tinha foram essa num nem suas meu às minha têm numa "
        "pelos elas havia seja qual será nós são esta este toda todo pode sempre nunca nada bem menos melhor onde "
        "qualquer apenas assim então alguns algumas muitos muitas isto todas todos nossa nosso vez ainda através "
        "outro outra outros outras mim te tu pois porque enquanto sobre cada pelas"
    ),
    "fr": (
        "de la le et les des en un du une que est pour qui dans a par plus pas au sur ne se ce il sont mais ou "
        "son sa avec elle cette aux nous vous être comme tout ont leur ces si cet ses fait été aussi leurs bien "
        "peut sans entre deux même tous d l qu n s c toute toutes où doit afin vos votre peuvent avoir sous donc "
        "cela chaque autres autre depuis ils ainsi alors faut plusieurs lors dont soit lorsque très mode elles "
        "toujours jamais rien encore déjà puis notre nos mon ma mes moi toi ton ta eux celui celle ceux après "
        "avant vers pendant parce aucun était"
    ),
    "it": (
        "di e il la che in a per un è del non una i le si da con della sono al come più anche lo ma ha dei alla "
        "nel gli o se su nella delle ed questo questa dal ad essere ai loro stato sua suo dalla quando tutti "
        "sulla degli ogni dell può cui tra fra alle sia nei tutte deve diritto quello senza ne hanno prima ci "
        "solo due perché fa ti sempre molto molti molte chi altro altra altri altre tutto tutta poi tu mi me lei "
        "noi voi ora quindi così dopo fatto fare dire questi queste quella quelle ancora allora dove mio mia miei "
        "tuo nostro nostra vostro vostra alcuni alcune mai niente già meno erano era viene possono stesso stessa "
        "verso però mentre qui lì cosa"
    ),
    "ro": (
        "de și în a la cu că nu o pe din care un se să mai este sau pentru al ale ca ce lui fi au fost sunt prin "
        "după are dar lor orice toate sa cum către fie si in ii său iar dacă ei această acest poate fiecare când "
        "foarte doar numai fără unui unei unor unele acestea acestora avea am ai va vor i despre același astfel "
        "deci însă"
    ),
    "pl": (
        "i w z na się do nie że to jest o jak po za od przez dla ale co tak a oraz ma lub przy tym ich jego być "
        "może są jako które który która tego czy już był tylko także każdy bez aby ten ta jej pod jeśli ze gdy "
        "można mnie wszystkie wszystkich tej sobie przed jeżeli jeszcze podczas albo niż również np ci tu tam "
        "nawet tych tymi których którym więc bardzo kiedy gdzie sam moje mój ja ty on ona oni będzie lecz"
    ),
    "cs": (
        "a se v na je že o s z do i to k ve pro za by ale jako jsou po jeho od tak jak který která které nebo být "
        "si až ke při své co má není bude už může ze než tento této každý bez jejich podle když jen byl byla bylo "
        "byli tím tom toho protože pokud kdo kteří musí mu tomu ani pak ještě jsem nikdy proto něco více jste "
        "také jim mají nic však kdy jsme jej její mi ti vám nás vás"
    ),
    "sk": (
        "a sa v na je že s z do i to k vo pre za by ale ako sú po jeho od tak aj ktorý ktorá ktoré alebo byť si "
        "až ku pri svoje čo má nie bude už môže zo než tento každý bez ich podľa keď len bol bola bolo tým tom "
        "toho pretože kto ktorí mu ani však ešte som sme"
    ),
    "sl": (
        "in je v na za se da so z ki ne pa s kot po tudi do od lahko ali pri ni bo to bi iz vse kar če sta ima o "
        "jih ta tako zelo samo več vsak vsi njegov ker kadar brez med"
    ),
    "hr": (
        "i je u na se da za su od s o kao a sa koji iz ne do to će bi ili što po nije bio koje koja njegov sve "
        "može kako tako biti već ako samo svoj ima ni li još više bez među nego svaki svi"
    ),
    "de": (
        "der die und in den von zu das mit sich des auf für ist im dem nicht ein eine als auch es an werden aus "
        "er hat dass sie nach wird bei einer um am sind noch wie einem über einen so zum war haben nur oder aber "
        "vor zur bis mehr durch man sein wurde sei kann können wenn ihre ihr diese dieser alle jeder unter ihm "
        "hier wir ich muss daß dann uns immer gibt eines doch nichts selbst keine seine ohne ihn wer denn schon "
        "weil sondern mir etwas dies andere anderen wieder wo gegen kein viel soll damit sollte mich habe hatte "
        "wäre würde seinen dieses diesem ihnen eigentlich sehr vom also bereits jedoch"
    ),
    "nl": (
        "de van het een en in is dat op te zijn met voor niet aan er om ook als dan maar bij of uit nog naar "
        "heeft hij ze wordt tot door over worden deze kan zich hun geen meer was dit die je u uw alle zal kunnen "
        "ieder al zo haar ons waar welke wanneer omdat elke elk alleen hebben moet moeten zoals werd zou zonder "
        "tussen veel andere anders toch dus want mijn jij wij jullie"
    ),
    "da": (
        "og i at det er en til af på for den med som de ikke der har et om fra han var kan ved skal eller men vil "
        "være sig så også efter hvor alle blive hans over når denne dette have ret noget nogen disse bare andre "
        "må hvis vi jeg du hun deres vores meget mere kun end blev bliver selv samme mellem uden inden"
    ),
    "no": (
        "og i det er på en til som for av at med de ikke den har et om fra han var kan ved skal eller men vil "
        "være seg så også etter hvor alle bli hans over når denne dette ha enhver hvis noen disse bare andre må "
        "vi jeg du hun deres veldig mer kun enn ble blir selv samme mellom uten opp ut inn hver mange noe"
    ),
    "sv": (
        "och i att det som en på är av för med den till inte har de ett om från han var kan vid ska eller men "
        "vill vara sig så också efter där alla bli hans över när denna detta ha rätt ej du andra dessa vilket "
        "dess varje många endast utan även mer jag hon dem deras vår innan redan hur mycket bara samma mellan "
        "under skulle"
    ),
    "fi": (
        "ja on ei se että hän oli joka ole tai mutta myös kun niin ovat hänen sen voi kuin olla jos sekä kaikki "
        "mukaan jokaisella oikeus tämä ne jo vain"
    ),
    "et": "ja on ei et see ta oli kes või aga ka kui siis nii selle mis olema igal tema võib kõik seda ning",
    "hu": (
        "a az és hogy nem is egy van ez meg ha volt csak el de mint vagy már minden kell lehet amely azt be ki "
        "fel szerint joga sem ezt annak"
    ),
    "tr": (
        "ve bir bu da de için ile olarak çok daha olan gibi ne o var kadar en her sonra veya ya ki değil hakkı "
        "olup ise bütün tüm tarafından şekilde aynı ancak diğer bazı yalnızca kendi çeşitli başka önce birlikte "
        "şu ben sen biz siz"
    ),
    "lt": (
        "ir yra kad į su iš ne kaip o tai jo apie už bet jis ar arba prie nuo būti turi teisę per visi jų šis "
        "kiekvienas gali po"
    ),
    "lv": (
        "un ir ka ar no uz par kas ne kā vai to tas lai pie bet arī viņa pēc būt katram tiesības ikvienam var šo jā"
    ),
    "id": (
        "yang dan di ini itu dengan untuk tidak dari dalam akan pada juga ke atau karena oleh adalah ada bisa "
        "dapat sudah para tersebut orang mereka kami telah lebih saya anda seperti hak setiap ia secara sebagai "
        "harus nya satu serta tanpa jika beberapa hanya sebuah semua lain memiliki bahwa ketika banyak baru suatu "
        "saat hal kita sangat tetapi menjadi namun melalui kemudian berikut sama perlu antara maka"
    ),
    "sw": (
        "na ya wa kwa ni katika za la kuwa cha kila mtu au haki yake hii kama hiyo watu vya huu bila yeye si hilo "
        "wake zake hivyo ambayo yao pia lakini sana hata hizi yote"
    ),
    "tl": (
        "ang ng sa na at mga ay ito may hindi para niya kung ni nang siya bawat tao kanyang o karapatan walang "
        "isang lahat din upang ko mo"
    ),
    "vi": (
        "và của có là được cho không các trong người với một để những này từ khi quyền đã theo về mọi hay đến "
        "phần bản hệ sẽ đó chúng khác phải hoặc như hơn cả nhiều cũng rất nếu thì đang vì bị"
    ),
    "sq": "të e në i dhe një për që me nga si u është ka së më do nuk por ose çdo kjo ky kanë drejtë",
    "eu": "eta da du dira bat ez edo dute ere izan den duen hau dago bere guztiek baina egin",
    "cy": "y yn a i o ar yr am wedi gan bod ei mae eu neu hawl nid â ac nad sydd gyda un hyn",
    "ga": "an na agus ar i a go is ag le do bhfuil ní atá chun ó gach nó sé sin duine",
    "eo": (
        "la de kaj en al estas ne por ke el kun li mi pri sed kiel aŭ ili tiu ĝi sia per ĉiu ĉiuj rajton havas "
        "pro se oni"
    ),
    "af": "die van en in is het dat te nie aan vir met word deur op ook as n om sy wat of reg tot by kan hulle was",
}
