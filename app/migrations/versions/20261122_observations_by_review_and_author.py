"""an index by which what a person wrote in a review is found, however much they wrote in others

Revision 0006, after 0005, 2026-11-22
"""

from alembic import op

revision = '0006'
down_revision = '0005'
branch_labels = None
depends_on = None


def upgrade():
    op.create_index(op.f('ix_observation_review_id_author_id'), 'observation', ['review_id', 'author_id'], unique=False)
    op.drop_index(op.f('ix_observation_review_id'), table_name='observation')


def downgrade():
    op.create_index(op.f('ix_observation_review_id'), 'observation', ['review_id'], unique=False)
    op.drop_index(op.f('ix_observation_review_id_author_id'), table_name='observation')
