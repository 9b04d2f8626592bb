"""what was said of a form that was carried out, so that a second click says it too

Revision 0028, after 0027, 2026-11-22.
"""

import sqlalchemy as sa
from alembic import op

revision = '0028'
down_revision = '0027'
branch_labels = None
depends_on = None


def upgrade():
    with op.batch_alter_table('sent_form', schema=None) as batch_op:
        batch_op.add_column(sa.Column('said', sa.JSON(), server_default='[]', nullable=False))


def downgrade():
    with op.batch_alter_table('sent_form', schema=None) as batch_op:
        batch_op.drop_column('said')
