"""The written plan, and the minutes of a meeting, as PDFs: plain data in, bytes out."""
from app.pdf.press import PdfUnavailable, last_fault, minutes_pdf, plan_pdf

__all__ = ["PdfUnavailable", "last_fault", "minutes_pdf", "plan_pdf"]
