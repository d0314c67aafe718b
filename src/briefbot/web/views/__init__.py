"""Views: blocks and pages as HTML, pictures as SVG, quotations as data, feeds as Atom."""
