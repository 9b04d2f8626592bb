"""all plans of a meeting as one PDF

Revision 0020, after 0019, 2026-11-22
"""

import sqlalchemy as sa
from alembic import op

import reviews.base

revision = '0020'
down_revision = '0019'
branch_labels = None
depends_on = None


def upgrade():
    op.create_table('batch',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('meeting_id', sa.Integer(), nullable=False),
    sa.Column('asked_by_id', sa.Integer(), nullable=False),
    sa.Column('asked_at', reviews.base.UtcDateTime(timezone=True), nullable=False),
    sa.Column('versions', sa.JSON(), nullable=False),
    sa.Column('begun', sa.Integer(), nullable=False),
    sa.Column('done', sa.Integer(), nullable=False),
    sa.Column('trouble', sa.Text(), nullable=False),
    sa.Column('made_at', reviews.base.UtcDateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['asked_by_id'], ['person.id'], name=op.f('fk_batch_asked_by_id')),
    sa.ForeignKeyConstraint(['meeting_id'], ['meeting.id'], name=op.f('fk_batch_meeting_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_batch'))
    )
    with op.batch_alter_table('batch') as batch_op:
        batch_op.create_index(batch_op.f('ix_batch_asked_by_id'), ['asked_by_id'], unique=False)
        batch_op.create_index('ix_batch_meeting_id_asked_by_id', ['meeting_id', 'asked_by_id'], unique=False)
    op.create_table('batch_file',
    sa.Column('batch_id', sa.Integer(), nullable=False),
    sa.Column('pdf', sa.LargeBinary(), nullable=False),
    sa.ForeignKeyConstraint(['batch_id'], ['batch.id'], name=op.f('fk_batch_file_batch_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('batch_id', name=op.f('pk_batch_file'))
    )


def downgrade():
    op.drop_table('batch_file')
    with op.batch_alter_table('batch') as batch_op:
        batch_op.drop_index('ix_batch_meeting_id_asked_by_id')
        batch_op.drop_index(batch_op.f('ix_batch_asked_by_id'))

    op.drop_table('batch')
