"""Draw a case's map, its surroundings and its problems as an image.

``scene.scene_of`` collects plain data, ``svg.draw`` renders them as SVG.
"""
