import json as J
from dataclasses import asdict


def concise(report, stream, options):
    for f in report.findings:
        l = f.location
        stream.write(f"{l.path}:{l.line}:{l.column}: {f.level} {f.rule}: {f.message}\n")


full = concise


def loc(l):
    return dict(path=l.path, line=l.line, column=l.column, end_line=l.end_line, end_column=l.end_column)


def json(report, stream, options):
    d = [
        dict(
            rule=f.rule,
            level=str(f.level),
            message=f.message,
            help=f.help,
            **loc(f.location),
            section=f.section,
            item=f.item,
            field=f.field,
            related=[dict(**loc(r.location), message=r.message) for r in f.related],
            fix=None,
        )
        for f in report.findings
    ]
    J.dump({"version": 1, "diagnostics": d, "summary": asdict(report.summary)}, stream)
