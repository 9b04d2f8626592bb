"""who took a step on a board back

Revision 0012, after 0011, 2026-11-22
"""

import sqlalchemy as sa
from alembic import op

revision = '0012'
down_revision = '0011'
branch_labels = None
depends_on = None


def upgrade():
    with op.batch_alter_table('board_step') as batch_op:
        batch_op.add_column(sa.Column('undone_by_id', sa.Integer(), nullable=True))
        batch_op.create_foreign_key(batch_op.f('fk_board_step_undone_by_id'), 'person', ['undone_by_id'], ['id'])


def downgrade():
    with op.batch_alter_table('board_step') as batch_op:
        batch_op.drop_constraint(batch_op.f('fk_board_step_undone_by_id'), type_='foreignkey')
        batch_op.drop_column('undone_by_id')
