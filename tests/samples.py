"""Small records made up for tests: one document with a group, a task and a target."""

SAMPLE = """\
sources:
  - id: sample
    sha256: {sha256}
    characters: {characters}
    medium: text
    title: {{vi: Văn bản mẫu, en: Sample text}}
    attests: [{{document: uy-ban-mau/2030/1-kh-ubm, as: fullText}}]
bodies:
  - {{id: uy-ban-mau, kind: StateBody, name: {{vi: Ủy ban Mẫu, en: Sample Committee}}, abbreviations: [UBM]}}
  - {{id: so-mau, kind: StateBody, name: {{vi: Sở Mẫu, en: Sample Department}}}}
indicators:
  - id: ty-le-mau
    label: {{vi: Tỷ lệ mẫu, en: Sample share}}
    definition: {{vi: Phần mẫu trong tổng số, en: The sample's part of the whole}}
document:
  id: uy-ban-mau/2030/1-kh-ubm
  type: Plan
  number: 1/KH-UBM
  title: {{vi: Kế hoạch mẫu, en: Sample plan}}
  issued_by: [uy-ban-mau]
  issued: 2030-01-02
  evidence: [{{source: sample}}]
statements:
  - id: I
    kind: TaskGroup
    label: {{vi: Nhóm mẫu, en: Sample group}}
    evidence: [{{source: sample}}]
  - id: I.1
    kind: Task
    label: {{vi: Làm báo cáo mẫu, en: Write a sample report}}
    topics: [data]
    assignments:
      - id: 1
        body: so-mau
        role: lead
        deadline: {{text: trước ngày 01/03/2030, edtf: 2030-03-01, qualifier: before}}
    evidence: [{{source: sample, start: 0, end: 8, exact: {exact}, folded: {folded}}}]
  - id: I.1.a
    kind: Task
    label: {{vi: Gửi báo cáo mẫu, en: Send the sample report}}
    evidence: [{{source: sample}}]
  - id: II.1
    kind: Target
    label: {{vi: Tỷ lệ mẫu trên 40%, en: Sample share above 40%}}
    target: {{indicator: ty-le-mau, comparator: moreThan, value: 40, unit: percent, measure: level, horizon: 2035}}
    evidence: [{{source: sample}}]
"""

TEXT = "Sở Mẫu làm báo cáo trước ngày 01/03/2030.\n"
