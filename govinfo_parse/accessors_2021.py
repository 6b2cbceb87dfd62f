"""Typed accessors of a report of the 2021 edition alone: ``report.as_2021()``.

Generated from the form file by ``python -m govinfo_parse.forms.generate``; do not edit. Each docstring is the official
label and, of a figure, the unit of the form.
"""

from __future__ import annotations

from attrs import frozen

from .indicator import Branch, Indicator, Indicators

__all__ = ["Report2021"]


@frozen(repr=False)
class Report2021:
    """A report by the form 中华人民共和国政府信息公开工作年度报告格式.

    `indicators` are the cells that are on it.
    """

    indicators: Indicators

    @property
    def disclosure(self) -> Disclosure:
        """二、主动公开政府信息情况"""
        return Disclosure(self.indicators, "disclosure")

    @property
    def applications(self) -> Applications:
        """三、收到和处理政府信息公开申请情况"""
        return Applications(self.indicators, "applications")

    @property
    def review(self) -> ReviewColumns:
        """行政复议"""
        return ReviewColumns(self.indicators, "review")

    @property
    def litigation(self) -> Litigation:
        """行政诉讼"""
        return Litigation(self.indicators, "litigation")


class Disclosure(Branch):
    """The children of ``disclosure``."""

    __slots__ = ()

    @property
    def regulations(self) -> DisclosureRegulationsColumns:
        """规章"""
        return DisclosureRegulationsColumns(self._indicators, f"{self._key}.regulations")

    @property
    def normative_documents(self) -> DisclosureRegulationsColumns:
        """行政规范性文件"""
        return DisclosureRegulationsColumns(self._indicators, f"{self._key}.normative_documents")

    @property
    def licensing(self) -> DisclosureLicensingColumns:
        """行政许可"""
        return DisclosureLicensingColumns(self._indicators, f"{self._key}.licensing")

    @property
    def penalties(self) -> DisclosureLicensingColumns:
        """行政处罚"""
        return DisclosureLicensingColumns(self._indicators, f"{self._key}.penalties")

    @property
    def compulsion(self) -> DisclosureLicensingColumns:
        """行政强制"""
        return DisclosureLicensingColumns(self._indicators, f"{self._key}.compulsion")

    @property
    def fees(self) -> DisclosureFees:
        """行政事业性收费"""
        return DisclosureFees(self._indicators, f"{self._key}.fees")


class DisclosureRegulationsColumns(Branch):
    """The children of ``disclosure.regulations`` and of 1 more places with the same."""

    __slots__ = ()

    @property
    def issued(self) -> Indicator:
        """本年制发件数 (件)"""
        return self._leaf("issued")

    @property
    def repealed(self) -> Indicator:
        """本年废止件数 (件)"""
        return self._leaf("repealed")

    @property
    def in_force(self) -> Indicator:
        """现行有效件数 (件)"""
        return self._leaf("in_force")


class DisclosureLicensingColumns(Branch):
    """The children of ``disclosure.licensing`` and of 2 more places with the same."""

    __slots__ = ()

    @property
    def decisions(self) -> Indicator:
        """本年处理决定数量 (件)"""
        return self._leaf("decisions")


class DisclosureFees(Branch):
    """The children of ``disclosure.fees``."""

    __slots__ = ()

    @property
    def amount(self) -> Indicator:
        """本年收费金额（单位：万元） (万元)"""
        return self._leaf("amount")


class Applications(Branch):
    """The children of ``applications``."""

    __slots__ = ()

    @property
    def new(self) -> ApplicationsColumns:
        """一、本年新收政府信息公开申请数量"""
        return ApplicationsColumns(self._indicators, f"{self._key}.new")

    @property
    def carried_in(self) -> ApplicationsColumns:
        """二、上年结转政府信息公开申请数量"""
        return ApplicationsColumns(self._indicators, f"{self._key}.carried_in")

    @property
    def granted(self) -> ApplicationsColumns:
        """（一）予以公开"""
        return ApplicationsColumns(self._indicators, f"{self._key}.granted")

    @property
    def partially_granted(self) -> ApplicationsColumns:
        """（二）部分公开（区分处理的，只计这一情形，不计其他情形）"""
        return ApplicationsColumns(self._indicators, f"{self._key}.partially_granted")

    @property
    def denied(self) -> ApplicationsDenied:
        """（三）不予公开"""
        return ApplicationsDenied(self._indicators, f"{self._key}.denied")

    @property
    def unavailable(self) -> ApplicationsUnavailable:
        """（四）无法提供"""
        return ApplicationsUnavailable(self._indicators, f"{self._key}.unavailable")

    @property
    def not_processed(self) -> ApplicationsNotProcessed:
        """（五）不予处理"""
        return ApplicationsNotProcessed(self._indicators, f"{self._key}.not_processed")

    @property
    def other_handling(self) -> ApplicationsOtherHandling:
        """（六）其他处理"""
        return ApplicationsOtherHandling(self._indicators, f"{self._key}.other_handling")

    @property
    def total(self) -> ApplicationsColumns:
        """（七）总计"""
        return ApplicationsColumns(self._indicators, f"{self._key}.total")

    @property
    def carried_out(self) -> ApplicationsColumns:
        """四、结转下年度继续办理"""
        return ApplicationsColumns(self._indicators, f"{self._key}.carried_out")


class ApplicationsColumns(Branch):
    """The children of ``applications.new`` and of 24 more places with the same."""

    __slots__ = ()

    @property
    def natural_person(self) -> Indicator:
        """自然人 (件)"""
        return self._leaf("natural_person")

    @property
    def business(self) -> Indicator:
        """商业企业 (件)"""
        return self._leaf("business")

    @property
    def research(self) -> Indicator:
        """科研机构 (件)"""
        return self._leaf("research")

    @property
    def public_welfare(self) -> Indicator:
        """社会公益组织 (件)"""
        return self._leaf("public_welfare")

    @property
    def legal_service(self) -> Indicator:
        """法律服务机构 (件)"""
        return self._leaf("legal_service")

    @property
    def other_organization(self) -> Indicator:
        """其他 (件)"""
        return self._leaf("other_organization")

    @property
    def total(self) -> Indicator:
        """总计 (件)"""
        return self._leaf("total")


class ApplicationsDenied(Branch):
    """The children of ``applications.denied``."""

    __slots__ = ()

    @property
    def state_secret(self) -> ApplicationsColumns:
        """1.属于国家秘密"""
        return ApplicationsColumns(self._indicators, f"{self._key}.state_secret")

    @property
    def prohibited_by_law(self) -> ApplicationsColumns:
        """2.其他法律行政法规禁止公开"""
        return ApplicationsColumns(self._indicators, f"{self._key}.prohibited_by_law")

    @property
    def security_stability(self) -> ApplicationsColumns:
        """3.危及“三安全一稳定”"""
        return ApplicationsColumns(self._indicators, f"{self._key}.security_stability")

    @property
    def third_party_rights(self) -> ApplicationsColumns:
        """4.保护第三方合法权益"""
        return ApplicationsColumns(self._indicators, f"{self._key}.third_party_rights")

    @property
    def internal_affairs(self) -> ApplicationsColumns:
        """5.属于三类内部事务信息"""
        return ApplicationsColumns(self._indicators, f"{self._key}.internal_affairs")

    @property
    def process_information(self) -> ApplicationsColumns:
        """6.属于四类过程性信息"""
        return ApplicationsColumns(self._indicators, f"{self._key}.process_information")

    @property
    def enforcement_files(self) -> ApplicationsColumns:
        """7.属于行政执法案卷"""
        return ApplicationsColumns(self._indicators, f"{self._key}.enforcement_files")

    @property
    def inquiry_matters(self) -> ApplicationsColumns:
        """8.属于行政查询事项"""
        return ApplicationsColumns(self._indicators, f"{self._key}.inquiry_matters")


class ApplicationsUnavailable(Branch):
    """The children of ``applications.unavailable``."""

    __slots__ = ()

    @property
    def not_held(self) -> ApplicationsColumns:
        """1.本机关不掌握相关政府信息"""
        return ApplicationsColumns(self._indicators, f"{self._key}.not_held")

    @property
    def needs_creation(self) -> ApplicationsColumns:
        """2.没有现成信息需要另行制作"""
        return ApplicationsColumns(self._indicators, f"{self._key}.needs_creation")

    @property
    def still_unclear(self) -> ApplicationsColumns:
        """3.补正后申请内容仍不明确"""
        return ApplicationsColumns(self._indicators, f"{self._key}.still_unclear")


class ApplicationsNotProcessed(Branch):
    """The children of ``applications.not_processed``."""

    __slots__ = ()

    @property
    def petition(self) -> ApplicationsColumns:
        """1.信访举报投诉类申请"""
        return ApplicationsColumns(self._indicators, f"{self._key}.petition")

    @property
    def duplicate(self) -> ApplicationsColumns:
        """2.重复申请"""
        return ApplicationsColumns(self._indicators, f"{self._key}.duplicate")

    @property
    def publication(self) -> ApplicationsColumns:
        """3.要求提供公开出版物"""
        return ApplicationsColumns(self._indicators, f"{self._key}.publication")

    @property
    def excessive(self) -> ApplicationsColumns:
        """4.无正当理由大量反复申请"""
        return ApplicationsColumns(self._indicators, f"{self._key}.excessive")

    @property
    def confirmation(self) -> ApplicationsColumns:
        """5.要求行政机关确认或重新出具已获取信息"""
        return ApplicationsColumns(self._indicators, f"{self._key}.confirmation")


class ApplicationsOtherHandling(Branch):
    """The children of ``applications.other_handling``."""

    __slots__ = ()

    @property
    def no_correction(self) -> ApplicationsColumns:
        """1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请"""
        return ApplicationsColumns(self._indicators, f"{self._key}.no_correction")

    @property
    def unpaid_fee(self) -> ApplicationsColumns:
        """2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请"""
        return ApplicationsColumns(self._indicators, f"{self._key}.unpaid_fee")

    @property
    def other(self) -> ApplicationsColumns:
        """3.其他"""
        return ApplicationsColumns(self._indicators, f"{self._key}.other")


class ReviewColumns(Branch):
    """The children of ``review`` and of 2 more places with the same."""

    __slots__ = ()

    @property
    def upheld(self) -> Indicator:
        """结果维持 (件)"""
        return self._leaf("upheld")

    @property
    def corrected(self) -> Indicator:
        """结果纠正 (件)"""
        return self._leaf("corrected")

    @property
    def other(self) -> Indicator:
        """其他结果 (件)"""
        return self._leaf("other")

    @property
    def pending(self) -> Indicator:
        """尚未审结 (件)"""
        return self._leaf("pending")

    @property
    def total(self) -> Indicator:
        """总计 (件)"""
        return self._leaf("total")


class Litigation(Branch):
    """The children of ``litigation``."""

    __slots__ = ()

    @property
    def direct(self) -> ReviewColumns:
        """未经复议直接起诉"""
        return ReviewColumns(self._indicators, f"{self._key}.direct")

    @property
    def after_review(self) -> ReviewColumns:
        """复议后起诉"""
        return ReviewColumns(self._indicators, f"{self._key}.after_review")
