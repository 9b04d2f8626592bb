"""The written plan as a PDF: plain data in, bytes out."""
from app.pdf.press import PdfUnavailable, plan_pdf

__all__ = ["PdfUnavailable", "plan_pdf"]
