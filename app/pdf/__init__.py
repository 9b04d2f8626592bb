"""The written plan as a PDF: plain data in, bytes out."""
from app.pdf.press import PdfUnavailable, last_fault, plan_pdf

__all__ = ["PdfUnavailable", "last_fault", "plan_pdf"]
