"""Sends pages with the official tables through real extractors and compares what the parser reads with the truth.

    figures ─▶ pages ─▶ render ─▶ HTML ─▶ writers (libraries and programs in environments of their own) ─▶ text
      local ─┘  │ └─▶ HTML with marks, in their columns and in others ─▶ the same writers ─▶ survival        │
                └─▶ truth ─────────────────────────────────────────────▶ judge (parse and compare) ◀─────────┘

Labels, layout and truth come from `tests.support`, which knows nothing of the parser. The plain test run needs none of
the writers: a sample of their output stands in `tests/cases/writers`.
"""
