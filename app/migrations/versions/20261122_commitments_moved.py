"""commitments moved to another day

Revision 0015, after 0014, 2026-11-22
"""

import sqlalchemy as sa
from alembic import op

import reviews.base

revision = '0015'
down_revision = '0014'
branch_labels = None
depends_on = None


def upgrade():
    op.create_table('commitment_move',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('commitment_id', sa.Integer(), nullable=False),
    sa.Column('from_on', sa.Date(), nullable=False),
    sa.Column('to_on', sa.Date(), nullable=False),
    sa.Column('why', sa.Text(), nullable=False),
    sa.Column('by_id', sa.Integer(), nullable=False),
    sa.Column('at', reviews.base.UtcDateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['by_id'], ['person.id'], name=op.f('fk_commitment_move_by_id')),
    sa.ForeignKeyConstraint(['commitment_id'], ['commitment.id'], name=op.f('fk_commitment_move_commitment_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_commitment_move'))
    )
    with op.batch_alter_table('commitment_move', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_commitment_move_commitment_id'), ['commitment_id'], unique=False)


def downgrade():
    op.drop_table('commitment_move')
