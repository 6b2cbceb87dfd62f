"""The concepts of the harmonized view by attribute: ``report.harmonized.received.value``.

Generated from the crosswalk by ``python -m govinfo_parse.forms.generate``; do not edit. Each docstring is the label of
the concept, the editions that have it, and what it means.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .harmonized import HarmonizedFigure

__all__ = ["HarmonizedAccessors"]


class HarmonizedAccessors(Mapping[str, "HarmonizedFigure"]):
    """The concepts by attribute; whoever inherits has them as a mapping."""

    __slots__ = ()

    @property
    def received(self) -> HarmonizedFigure:
        """收到申请 (pre2014-A, pre2014-B, 2014, 2019, 2021):
        applications received in the year
        """
        return self["received"]

    @property
    def carried_in(self) -> HarmonizedFigure:
        """上年结转 (2019, 2021):
        applications carried over from the year before
        """
        return self["carried_in"]

    @property
    def handled(self) -> HarmonizedFigure:
        """办理结果总计 (pre2014-A, pre2014-B, 2014, 2019, 2021):
        applications decided in the year, by whatever outcome
        """
        return self["handled"]

    @property
    def carried_out(self) -> HarmonizedFigure:
        """结转下年度 (2019, 2021):
        applications carried over into the next year
        """
        return self["carried_out"]

    @property
    def already_public(self) -> HarmonizedFigure:
        """属于已主动公开范围 (2014):
        answered by pointing to what is public already
        """
        return self["already_public"]

    @property
    def granted(self) -> HarmonizedFigure:
        """予以公开 (pre2014-A, pre2014-B, 2014, 2019, 2021):
        granted in full
        """
        return self["granted"]

    @property
    def partially_granted(self) -> HarmonizedFigure:
        """部分公开 (pre2014-A, pre2014-B, 2014, 2019, 2021):
        granted in part
        """
        return self["partially_granted"]

    @property
    def denied(self) -> HarmonizedFigure:
        """不予公开 (pre2014-A, pre2014-B, 2014, 2019, 2021):
        denied, on whatever ground
        """
        return self["denied"]

    @property
    def denied_state_secret(self) -> HarmonizedFigure:
        """不予公开：属于国家秘密 (pre2014-B, 2014, 2019, 2021):
        denied: a state secret
        """
        return self["denied_state_secret"]

    @property
    def denied_prohibited_by_law(self) -> HarmonizedFigure:
        """不予公开：其他法律行政法规禁止公开 (2019, 2021):
        denied: forbidden by other laws and regulations
        """
        return self["denied_prohibited_by_law"]

    @property
    def denied_security_stability(self) -> HarmonizedFigure:
        """不予公开：危及“三安全一稳定” (pre2014-B, 2014, 2019, 2021):
        denied: a danger to security and stability
        """
        return self["denied_security_stability"]

    @property
    def denied_third_party_rights(self) -> HarmonizedFigure:
        """不予公开：保护第三方合法权益 (2019, 2021):
        denied: the rights of third parties
        """
        return self["denied_third_party_rights"]

    @property
    def denied_internal_affairs(self) -> HarmonizedFigure:
        """不予公开：属于三类内部事务信息 (2019, 2021):
        denied: internal affairs
        """
        return self["denied_internal_affairs"]

    @property
    def denied_process_information(self) -> HarmonizedFigure:
        """不予公开：属于四类过程性信息 (2019, 2021):
        denied: information of a process
        """
        return self["denied_process_information"]

    @property
    def denied_enforcement_files(self) -> HarmonizedFigure:
        """不予公开：属于行政执法案卷 (2019, 2021):
        denied: enforcement files
        """
        return self["denied_enforcement_files"]

    @property
    def denied_inquiry_matters(self) -> HarmonizedFigure:
        """不予公开：属于行政查询事项 (2019, 2021):
        denied: matters of administrative inquiry
        """
        return self["denied_inquiry_matters"]

    @property
    def unavailable(self) -> HarmonizedFigure:
        """无法提供 (2019, 2021):
        could not be provided
        """
        return self["unavailable"]

    @property
    def unavailable_not_held(self) -> HarmonizedFigure:
        """无法提供：本机关不掌握相关政府信息 (2019, 2021):
        could not be provided: the body does not hold it
        """
        return self["unavailable_not_held"]

    @property
    def unavailable_needs_creation(self) -> HarmonizedFigure:
        """无法提供：没有现成信息需要另行制作 (2019, 2021):
        could not be provided: it would have to be made
        """
        return self["unavailable_needs_creation"]

    @property
    def unavailable_still_unclear(self) -> HarmonizedFigure:
        """无法提供：补正后申请内容仍不明确 (2019, 2021):
        could not be provided: still unclear after correction
        """
        return self["unavailable_still_unclear"]

    @property
    def not_processed(self) -> HarmonizedFigure:
        """不予处理 (2019, 2021):
        not processed
        """
        return self["not_processed"]

    @property
    def not_processed_petition(self) -> HarmonizedFigure:
        """不予处理：信访举报投诉类申请 (2019, 2021):
        not processed: petitions, reports and complaints
        """
        return self["not_processed_petition"]

    @property
    def not_processed_duplicate(self) -> HarmonizedFigure:
        """不予处理：重复申请 (2019, 2021):
        not processed: asked before
        """
        return self["not_processed_duplicate"]

    @property
    def not_processed_publication(self) -> HarmonizedFigure:
        """不予处理：要求提供公开出版物 (2019, 2021):
        not processed: publications that are on sale
        """
        return self["not_processed_publication"]

    @property
    def not_processed_excessive(self) -> HarmonizedFigure:
        """不予处理：无正当理由大量反复申请 (2019, 2021):
        not processed: too many without a good reason
        """
        return self["not_processed_excessive"]

    @property
    def not_processed_confirmation(self) -> HarmonizedFigure:
        """不予处理：要求行政机关确认或重新出具已获取信息 (2019, 2021):
        not processed: confirmation of what was given before
        """
        return self["not_processed_confirmation"]

    @property
    def other(self) -> HarmonizedFigure:
        """其他处理 (2019, 2021):
        dealt with in another way
        """
        return self["other"]

    @property
    def review_total(self) -> HarmonizedFigure:
        """行政复议：总计 (pre2014-A, pre2014-B, 2014, 2019, 2021):
        administrative reviews: all
        """
        return self["review_total"]

    @property
    def review_upheld(self) -> HarmonizedFigure:
        """行政复议：结果维持 (2014, 2019, 2021):
        administrative reviews: upheld
        """
        return self["review_upheld"]

    @property
    def review_corrected(self) -> HarmonizedFigure:
        """行政复议：结果纠正 (2014, 2019, 2021):
        administrative reviews: corrected
        """
        return self["review_corrected"]

    @property
    def review_other(self) -> HarmonizedFigure:
        """行政复议：其他结果 (2014, 2019, 2021):
        administrative reviews: with another outcome
        """
        return self["review_other"]

    @property
    def review_pending(self) -> HarmonizedFigure:
        """行政复议：尚未审结 (2019, 2021):
        administrative reviews: still open
        """
        return self["review_pending"]

    @property
    def litigation_total(self) -> HarmonizedFigure:
        """行政诉讼：总计 (pre2014-A, pre2014-B, 2014, 2019, 2021):
        lawsuits: all
        """
        return self["litigation_total"]

    @property
    def litigation_upheld(self) -> HarmonizedFigure:
        """行政诉讼：结果维持 (2014, 2019, 2021):
        lawsuits: upheld
        """
        return self["litigation_upheld"]

    @property
    def litigation_corrected(self) -> HarmonizedFigure:
        """行政诉讼：结果纠正 (2014, 2019, 2021):
        lawsuits: corrected
        """
        return self["litigation_corrected"]

    @property
    def litigation_other(self) -> HarmonizedFigure:
        """行政诉讼：其他结果 (2014, 2019, 2021):
        lawsuits: with another outcome
        """
        return self["litigation_other"]

    @property
    def litigation_pending(self) -> HarmonizedFigure:
        """行政诉讼：尚未审结 (2019, 2021):
        lawsuits: still open
        """
        return self["litigation_pending"]

    @property
    def litigation_direct(self) -> HarmonizedFigure:
        """未经复议直接起诉：总计 (2019, 2021):
        lawsuits without a review before them
        """
        return self["litigation_direct"]

    @property
    def litigation_after_review(self) -> HarmonizedFigure:
        """复议后起诉：总计 (2019, 2021):
        lawsuits after a review
        """
        return self["litigation_after_review"]

    @property
    def normative_documents_issued(self) -> HarmonizedFigure:
        """制发规范性文件 (2014, 2019, 2021):
        normative documents issued in the year
        """
        return self["normative_documents_issued"]

    @property
    def normative_documents_disclosed(self) -> HarmonizedFigure:
        """主动公开规范性文件 (pre2014-A, pre2014-B, 2014, 2019):
        normative documents disclosed in the year
        """
        return self["normative_documents_disclosed"]

    @property
    def regulations_issued(self) -> HarmonizedFigure:
        """制发规章 (2019, 2021):
        regulations issued in the year
        """
        return self["regulations_issued"]

    @property
    def licensing_decisions(self) -> HarmonizedFigure:
        """行政许可处理决定 (2019, 2021):
        decisions on licences in the year
        """
        return self["licensing_decisions"]

    @property
    def penalties_decisions(self) -> HarmonizedFigure:
        """行政处罚处理决定 (2019, 2021):
        decisions on penalties in the year
        """
        return self["penalties_decisions"]

    @property
    def compulsion_decisions(self) -> HarmonizedFigure:
        """行政强制处理决定 (2019, 2021):
        decisions on compulsory measures in the year
        """
        return self["compulsion_decisions"]

    @property
    def application_fees(self) -> HarmonizedFigure:
        """依申请公开收费 (pre2014-A, pre2014-B, 2014):
        fees taken for applications
        """
        return self["application_fees"]

    @property
    def administrative_fees(self) -> HarmonizedFigure:
        """行政事业性收费 (2021):
        administrative charges taken in the year
        """
        return self["administrative_fees"]
