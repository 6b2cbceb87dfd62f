"""Typed accessors of a report: ``report.applications.new.natural_person.value``.

Generated from the form files by ``python -m govinfo_parse.forms.generate``; do not edit. The classes are those of all
national forms together, and each docstring is the official label with the editions that use it. Where places share a
class, the editions are those of all of them, and the place above says which of them it is in.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from .indicator import Indicator, Node, absent

if TYPE_CHECKING:
    from .accessors_2014 import Report2014
    from .accessors_2019 import Report2019
    from .accessors_2021 import Report2021

__all__ = ["ReportAccessors"]


class ReportAccessors:
    """The indicators of a report by attribute; whoever inherits has them as a mapping, and the editions."""

    __slots__ = ()

    indicators: Mapping[str, Indicator]
    edition: str | None
    edition_candidates: tuple[str, ...]

    def as_2014(self) -> Report2014:
        """The report by the form of 2014 alone; `EditionError` where it is of another edition."""
        from .accessors_2014 import Report2014
        from .editions import indicators_of

        return Report2014(indicators_of(self, "2014"))

    def as_2019(self) -> Report2019:
        """The report by the form of 2019 alone; `EditionError` where it is of another edition."""
        from .accessors_2019 import Report2019
        from .editions import indicators_of

        return Report2019(indicators_of(self, "2019"))

    def as_2021(self) -> Report2021:
        """The report by the form of 2021 alone; `EditionError` where it is of another edition."""
        from .accessors_2021 import Report2021
        from .editions import indicators_of

        return Report2021(indicators_of(self, "2021"))

    @property
    def disclosure(self) -> Disclosure:
        """一、主动公开情况 (2014);
        二、主动公开政府信息情况 (2019, 2021)
        """
        return Disclosure(self.indicators, "disclosure")

    @property
    def response(self) -> Response:
        """二、回应解读情况 (2014)"""
        return Response(self.indicators, "response")

    @property
    def applications(self) -> Applications:
        """三、依申请公开情况 (2014);
        三、收到和处理政府信息公开申请情况 (2019, 2021)
        """
        return Applications(self.indicators, "applications")

    @property
    def review(self) -> Review:
        """四、行政复议数量 (2014);
        行政复议 (2019, 2021)
        """
        return Review(self.indicators, "review")

    @property
    def litigation(self) -> Litigation:
        """五、行政诉讼数量 (2014);
        行政诉讼 (2019, 2021)
        """
        return Litigation(self.indicators, "litigation")

    @property
    def complaints(self) -> Indicator:
        """六、举报投诉数量 (2014)"""
        return self.indicators.get("complaints") or absent("complaints")

    @property
    def fees(self) -> Indicator:
        """七、依申请公开信息收取的费用 (2014)"""
        return self.indicators.get("fees") or absent("fees")

    @property
    def organization(self) -> Organization:
        """八、机构建设和保障经费情况 (2014)"""
        return Organization(self.indicators, "organization")

    @property
    def training(self) -> Training:
        """九、政府信息公开会议和培训情况 (2014)"""
        return Training(self.indicators, "training")


class Disclosure(Node):
    """The children of ``disclosure``."""

    __slots__ = ()

    @property
    def total(self) -> Indicator:
        """（一）主动公开政府信息数（不同渠道和方式公开相同信息计1条） (2014)"""
        return self._leaf("total")

    @property
    def normative_documents(self) -> DisclosureNormativeDocuments:
        """其中：主动公开规范性文件数 (2014);
        规范性文件 (2019);
        行政规范性文件 (2021)
        """
        return DisclosureNormativeDocuments(self._indicators, f"{self._key}.normative_documents")

    @property
    def normative_documents_issued(self) -> Indicator:
        """制发规范性文件总数 (2014)"""
        return self._leaf("normative_documents_issued")

    @property
    def channels(self) -> DisclosureChannels:
        """（二）通过不同渠道和方式公开政府信息的情况 (2014)"""
        return DisclosureChannels(self._indicators, f"{self._key}.channels")

    @property
    def regulations(self) -> DisclosureRegulations:
        """规章 (2019, 2021)"""
        return DisclosureRegulations(self._indicators, f"{self._key}.regulations")

    @property
    def licensing(self) -> DisclosureColumns:
        """行政许可 (2019, 2021)"""
        return DisclosureColumns(self._indicators, f"{self._key}.licensing")

    @property
    def other_services(self) -> DisclosureOtherServices:
        """其他对外管理服务事项 (2019)"""
        return DisclosureOtherServices(self._indicators, f"{self._key}.other_services")

    @property
    def penalties(self) -> DisclosureColumns:
        """行政处罚 (2019, 2021)"""
        return DisclosureColumns(self._indicators, f"{self._key}.penalties")

    @property
    def compulsion(self) -> DisclosureColumns:
        """行政强制 (2019, 2021)"""
        return DisclosureColumns(self._indicators, f"{self._key}.compulsion")

    @property
    def fees(self) -> DisclosureFees:
        """行政事业性收费 (2019, 2021)"""
        return DisclosureFees(self._indicators, f"{self._key}.fees")

    @property
    def procurement(self) -> DisclosureProcurement:
        """政府集中采购 (2019)"""
        return DisclosureProcurement(self._indicators, f"{self._key}.procurement")


class DisclosureNormativeDocuments(Node):
    """The children of ``disclosure.normative_documents``."""

    __slots__ = ()

    @property
    def made(self) -> Indicator:
        """本年新制作数量 (2019)"""
        return self._leaf("made")

    @property
    def disclosed(self) -> Indicator:
        """本年新公开数量 (2019)"""
        return self._leaf("disclosed")

    @property
    def disclosed_total(self) -> Indicator:
        """对外公开总数量 (2019)"""
        return self._leaf("disclosed_total")

    @property
    def issued(self) -> Indicator:
        """本年制发件数 (2021)"""
        return self._leaf("issued")

    @property
    def repealed(self) -> Indicator:
        """本年废止件数 (2021)"""
        return self._leaf("repealed")

    @property
    def in_force(self) -> Indicator:
        """现行有效件数 (2021)"""
        return self._leaf("in_force")


class DisclosureChannels(Node):
    """The children of ``disclosure.channels``."""

    __slots__ = ()

    @property
    def gazette(self) -> Indicator:
        """1.政府公报公开政府信息数 (2014)"""
        return self._leaf("gazette")

    @property
    def website(self) -> Indicator:
        """2.政府网站公开政府信息数 (2014)"""
        return self._leaf("website")

    @property
    def weibo(self) -> Indicator:
        """3.政务微博公开政府信息数 (2014)"""
        return self._leaf("weibo")

    @property
    def wechat(self) -> Indicator:
        """4.政务微信公开政府信息数 (2014)"""
        return self._leaf("wechat")

    @property
    def other(self) -> Indicator:
        """5.其他方式公开政府信息数 (2014)"""
        return self._leaf("other")


class DisclosureRegulations(Node):
    """The children of ``disclosure.regulations``."""

    __slots__ = ()

    @property
    def made(self) -> Indicator:
        """本年新制作数量 (2019)"""
        return self._leaf("made")

    @property
    def disclosed(self) -> Indicator:
        """本年新公开数量 (2019)"""
        return self._leaf("disclosed")

    @property
    def disclosed_total(self) -> Indicator:
        """对外公开总数量 (2019)"""
        return self._leaf("disclosed_total")

    @property
    def issued(self) -> Indicator:
        """本年制发件数 (2021)"""
        return self._leaf("issued")

    @property
    def repealed(self) -> Indicator:
        """本年废止件数 (2021)"""
        return self._leaf("repealed")

    @property
    def in_force(self) -> Indicator:
        """现行有效件数 (2021)"""
        return self._leaf("in_force")


class DisclosureColumns(Node):
    """The children of ``disclosure.licensing`` and of 2 more places with the same."""

    __slots__ = ()

    @property
    def items_last_year(self) -> Indicator:
        """上一年项目数量 (2019)"""
        return self._leaf("items_last_year")

    @property
    def change(self) -> Indicator:
        """本年增/减 (2019)"""
        return self._leaf("change")

    @property
    def decisions(self) -> Indicator:
        """处理决定数量 (2019);
        本年处理决定数量 (2021)
        """
        return self._leaf("decisions")


class DisclosureOtherServices(Node):
    """The children of ``disclosure.other_services``."""

    __slots__ = ()

    @property
    def items_last_year(self) -> Indicator:
        """上一年项目数量 (2019)"""
        return self._leaf("items_last_year")

    @property
    def change(self) -> Indicator:
        """本年增/减 (2019)"""
        return self._leaf("change")

    @property
    def decisions(self) -> Indicator:
        """处理决定数量 (2019)"""
        return self._leaf("decisions")


class DisclosureFees(Node):
    """The children of ``disclosure.fees``."""

    __slots__ = ()

    @property
    def items_last_year(self) -> Indicator:
        """上一年项目数量 (2019)"""
        return self._leaf("items_last_year")

    @property
    def change(self) -> Indicator:
        """本年增/减 (2019)"""
        return self._leaf("change")

    @property
    def amount(self) -> Indicator:
        """本年收费金额（单位：万元） (2021)"""
        return self._leaf("amount")


class DisclosureProcurement(Node):
    """The children of ``disclosure.procurement``."""

    __slots__ = ()

    @property
    def items(self) -> Indicator:
        """采购项目数量 (2019)"""
        return self._leaf("items")

    @property
    def amount(self) -> Indicator:
        """采购总金额 (2019)"""
        return self._leaf("amount")


class Response(Node):
    """The children of ``response``."""

    __slots__ = ()

    @property
    def total(self) -> Indicator:
        """（一）回应公众关注热点或重大舆情数（不同方式回应同一热点或舆情计1次） (2014)"""
        return self._leaf("total")

    @property
    def channels(self) -> ResponseChannels:
        """（二）通过不同渠道和方式回应解读的情况 (2014)"""
        return ResponseChannels(self._indicators, f"{self._key}.channels")


class ResponseChannels(Node):
    """The children of ``response.channels``."""

    __slots__ = ()

    @property
    def press_conferences(self) -> Indicator:
        """1.参加或举办新闻发布会总次数 (2014)"""
        return self._leaf("press_conferences")

    @property
    def press_conferences_by_leaders(self) -> Indicator:
        """其中：主要负责同志参加新闻发布会次数 (2014)"""
        return self._leaf("press_conferences_by_leaders")

    @property
    def online_interviews(self) -> Indicator:
        """2.政府网站在线访谈次数 (2014)"""
        return self._leaf("online_interviews")

    @property
    def online_interviews_by_leaders(self) -> Indicator:
        """其中：主要负责同志参加政府网站在线访谈次数 (2014)"""
        return self._leaf("online_interviews_by_leaders")

    @property
    def policy_interpretations(self) -> Indicator:
        """3.政策解读稿件发布数 (2014)"""
        return self._leaf("policy_interpretations")

    @property
    def weibo_wechat(self) -> Indicator:
        """4.微博微信回应事件数 (2014)"""
        return self._leaf("weibo_wechat")

    @property
    def other(self) -> Indicator:
        """5.其他方式回应事件数 (2014)"""
        return self._leaf("other")


class Applications(Node):
    """The children of ``applications``."""

    __slots__ = ()

    @property
    def received(self) -> ApplicationsReceived:
        """（一）收到申请数 (2014)"""
        return ApplicationsReceived(self._indicators, f"{self._key}.received")

    @property
    def closed(self) -> ApplicationsClosed:
        """（二）申请办结数 (2014)"""
        return ApplicationsClosed(self._indicators, f"{self._key}.closed")

    @property
    def answered(self) -> ApplicationsAnswered:
        """（三）申请答复数 (2014)"""
        return ApplicationsAnswered(self._indicators, f"{self._key}.answered")

    @property
    def new(self) -> ApplicationsColumns:
        """一、本年新收政府信息公开申请数量 (2019, 2021)"""
        return ApplicationsColumns(self._indicators, f"{self._key}.new")

    @property
    def carried_in(self) -> ApplicationsColumns:
        """二、上年结转政府信息公开申请数量 (2019, 2021)"""
        return ApplicationsColumns(self._indicators, f"{self._key}.carried_in")

    @property
    def granted(self) -> ApplicationsColumns:
        """（一）予以公开 (2019, 2021)"""
        return ApplicationsColumns(self._indicators, f"{self._key}.granted")

    @property
    def partially_granted(self) -> ApplicationsColumns:
        """（二）部分公开（区分处理的，只计这一情形，不计其他情形） (2019, 2021)"""
        return ApplicationsColumns(self._indicators, f"{self._key}.partially_granted")

    @property
    def denied(self) -> ApplicationsDenied:
        """（三）不予公开 (2019, 2021)"""
        return ApplicationsDenied(self._indicators, f"{self._key}.denied")

    @property
    def unavailable(self) -> ApplicationsUnavailable:
        """（四）无法提供 (2019, 2021)"""
        return ApplicationsUnavailable(self._indicators, f"{self._key}.unavailable")

    @property
    def not_processed(self) -> ApplicationsNotProcessed:
        """（五）不予处理 (2019, 2021)"""
        return ApplicationsNotProcessed(self._indicators, f"{self._key}.not_processed")

    @property
    def other_handling(self) -> ApplicationsOtherHandling:
        """（六）其他处理 (2019, 2021)"""
        return ApplicationsOtherHandling(self._indicators, f"{self._key}.other_handling")

    @property
    def total(self) -> ApplicationsColumns:
        """（七）总计 (2019, 2021)"""
        return ApplicationsColumns(self._indicators, f"{self._key}.total")

    @property
    def carried_out(self) -> ApplicationsColumns:
        """四、结转下年度继续办理 (2019, 2021)"""
        return ApplicationsColumns(self._indicators, f"{self._key}.carried_out")


class ApplicationsReceived(Node):
    """The children of ``applications.received``."""

    __slots__ = ()

    @property
    def in_person(self) -> Indicator:
        """1.当面申请数 (2014)"""
        return self._leaf("in_person")

    @property
    def fax(self) -> Indicator:
        """2.传真申请数 (2014)"""
        return self._leaf("fax")

    @property
    def online(self) -> Indicator:
        """3.网络申请数 (2014)"""
        return self._leaf("online")

    @property
    def letter(self) -> Indicator:
        """4.信函申请数 (2014)"""
        return self._leaf("letter")


class ApplicationsClosed(Node):
    """The children of ``applications.closed``."""

    __slots__ = ()

    @property
    def on_time(self) -> Indicator:
        """1.按时办结数 (2014)"""
        return self._leaf("on_time")

    @property
    def extended(self) -> Indicator:
        """2.延期办结数 (2014)"""
        return self._leaf("extended")


class ApplicationsAnswered(Node):
    """The children of ``applications.answered``."""

    __slots__ = ()

    @property
    def already_public(self) -> Indicator:
        """1.属于已主动公开范围数 (2014)"""
        return self._leaf("already_public")

    @property
    def granted(self) -> Indicator:
        """2.同意公开答复数 (2014)"""
        return self._leaf("granted")

    @property
    def partially_granted(self) -> Indicator:
        """3.同意部分公开答复数 (2014)"""
        return self._leaf("partially_granted")

    @property
    def denied(self) -> ApplicationsAnsweredDenied:
        """4.不同意公开答复数 (2014)"""
        return ApplicationsAnsweredDenied(self._indicators, f"{self._key}.denied")

    @property
    def not_this_agency(self) -> Indicator:
        """5.不属于本行政机关公开数 (2014)"""
        return self._leaf("not_this_agency")

    @property
    def nonexistent(self) -> Indicator:
        """6.申请信息不存在数 (2014)"""
        return self._leaf("nonexistent")

    @property
    def correction_requested(self) -> Indicator:
        """7.告知作出更改补充数 (2014)"""
        return self._leaf("correction_requested")

    @property
    def other_means(self) -> Indicator:
        """8.告知通过其他途径办理数 (2014)"""
        return self._leaf("other_means")


class ApplicationsAnsweredDenied(Node):
    """The children of ``applications.answered.denied``."""

    __slots__ = ()

    @property
    def state_secret(self) -> Indicator:
        """其中：涉及国家秘密 (2014)"""
        return self._leaf("state_secret")

    @property
    def trade_secret(self) -> Indicator:
        """涉及商业秘密 (2014)"""
        return self._leaf("trade_secret")

    @property
    def personal_privacy(self) -> Indicator:
        """涉及个人隐私 (2014)"""
        return self._leaf("personal_privacy")

    @property
    def security_stability(self) -> Indicator:
        """危及国家安全、公共安全、经济安全和社会稳定 (2014)"""
        return self._leaf("security_stability")

    @property
    def not_government_information(self) -> Indicator:
        """不是《条例》所指政府信息 (2014)"""
        return self._leaf("not_government_information")

    @property
    def other_legal(self) -> Indicator:
        """法律法规规定的其他情形 (2014)"""
        return self._leaf("other_legal")


class ApplicationsColumns(Node):
    """The children of ``applications.new`` and of 24 more places with the same."""

    __slots__ = ()

    @property
    def natural_person(self) -> Indicator:
        """自然人 (2019, 2021)"""
        return self._leaf("natural_person")

    @property
    def business(self) -> Indicator:
        """商业企业 (2019, 2021)"""
        return self._leaf("business")

    @property
    def research(self) -> Indicator:
        """科研机构 (2019, 2021)"""
        return self._leaf("research")

    @property
    def public_welfare(self) -> Indicator:
        """社会公益组织 (2019, 2021)"""
        return self._leaf("public_welfare")

    @property
    def legal_service(self) -> Indicator:
        """法律服务机构 (2019, 2021)"""
        return self._leaf("legal_service")

    @property
    def other_organization(self) -> Indicator:
        """其他 (2019, 2021)"""
        return self._leaf("other_organization")

    @property
    def total(self) -> Indicator:
        """总计 (2019, 2021)"""
        return self._leaf("total")


class ApplicationsDenied(Node):
    """The children of ``applications.denied``."""

    __slots__ = ()

    @property
    def state_secret(self) -> ApplicationsColumns:
        """1.属于国家秘密 (2019, 2021)"""
        return ApplicationsColumns(self._indicators, f"{self._key}.state_secret")

    @property
    def prohibited_by_law(self) -> ApplicationsColumns:
        """2.其他法律行政法规禁止公开 (2019, 2021)"""
        return ApplicationsColumns(self._indicators, f"{self._key}.prohibited_by_law")

    @property
    def security_stability(self) -> ApplicationsColumns:
        """3.危及“三安全一稳定” (2019, 2021)"""
        return ApplicationsColumns(self._indicators, f"{self._key}.security_stability")

    @property
    def third_party_rights(self) -> ApplicationsColumns:
        """4.保护第三方合法权益 (2019, 2021)"""
        return ApplicationsColumns(self._indicators, f"{self._key}.third_party_rights")

    @property
    def internal_affairs(self) -> ApplicationsColumns:
        """5.属于三类内部事务信息 (2019, 2021)"""
        return ApplicationsColumns(self._indicators, f"{self._key}.internal_affairs")

    @property
    def process_information(self) -> ApplicationsColumns:
        """6.属于四类过程性信息 (2019, 2021)"""
        return ApplicationsColumns(self._indicators, f"{self._key}.process_information")

    @property
    def enforcement_files(self) -> ApplicationsColumns:
        """7.属于行政执法案卷 (2019, 2021)"""
        return ApplicationsColumns(self._indicators, f"{self._key}.enforcement_files")

    @property
    def inquiry_matters(self) -> ApplicationsColumns:
        """8.属于行政查询事项 (2019, 2021)"""
        return ApplicationsColumns(self._indicators, f"{self._key}.inquiry_matters")


class ApplicationsUnavailable(Node):
    """The children of ``applications.unavailable``."""

    __slots__ = ()

    @property
    def not_held(self) -> ApplicationsColumns:
        """1.本机关不掌握相关政府信息 (2019, 2021)"""
        return ApplicationsColumns(self._indicators, f"{self._key}.not_held")

    @property
    def needs_creation(self) -> ApplicationsColumns:
        """2.没有现成信息需要另行制作 (2019, 2021)"""
        return ApplicationsColumns(self._indicators, f"{self._key}.needs_creation")

    @property
    def still_unclear(self) -> ApplicationsColumns:
        """3.补正后申请内容仍不明确 (2019, 2021)"""
        return ApplicationsColumns(self._indicators, f"{self._key}.still_unclear")


class ApplicationsNotProcessed(Node):
    """The children of ``applications.not_processed``."""

    __slots__ = ()

    @property
    def petition(self) -> ApplicationsColumns:
        """1.信访举报投诉类申请 (2019, 2021)"""
        return ApplicationsColumns(self._indicators, f"{self._key}.petition")

    @property
    def duplicate(self) -> ApplicationsColumns:
        """2.重复申请 (2019, 2021)"""
        return ApplicationsColumns(self._indicators, f"{self._key}.duplicate")

    @property
    def publication(self) -> ApplicationsColumns:
        """3.要求提供公开出版物 (2019, 2021)"""
        return ApplicationsColumns(self._indicators, f"{self._key}.publication")

    @property
    def excessive(self) -> ApplicationsColumns:
        """4.无正当理由大量反复申请 (2019, 2021)"""
        return ApplicationsColumns(self._indicators, f"{self._key}.excessive")

    @property
    def confirmation(self) -> ApplicationsColumns:
        """5.要求行政机关确认或重新出具已获取信息 (2019, 2021)"""
        return ApplicationsColumns(self._indicators, f"{self._key}.confirmation")


class ApplicationsOtherHandling(Node):
    """The children of ``applications.other_handling``."""

    __slots__ = ()

    @property
    def natural_person(self) -> Indicator:
        """自然人 (2019)"""
        return self._leaf("natural_person")

    @property
    def business(self) -> Indicator:
        """商业企业 (2019)"""
        return self._leaf("business")

    @property
    def research(self) -> Indicator:
        """科研机构 (2019)"""
        return self._leaf("research")

    @property
    def public_welfare(self) -> Indicator:
        """社会公益组织 (2019)"""
        return self._leaf("public_welfare")

    @property
    def legal_service(self) -> Indicator:
        """法律服务机构 (2019)"""
        return self._leaf("legal_service")

    @property
    def other_organization(self) -> Indicator:
        """其他 (2019)"""
        return self._leaf("other_organization")

    @property
    def total(self) -> Indicator:
        """总计 (2019)"""
        return self._leaf("total")

    @property
    def no_correction(self) -> ApplicationsColumns:
        """1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请 (2021)"""
        return ApplicationsColumns(self._indicators, f"{self._key}.no_correction")

    @property
    def unpaid_fee(self) -> ApplicationsColumns:
        """2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请 (2021)"""
        return ApplicationsColumns(self._indicators, f"{self._key}.unpaid_fee")

    @property
    def other(self) -> ApplicationsColumns:
        """3.其他 (2021)"""
        return ApplicationsColumns(self._indicators, f"{self._key}.other")


class Review(Node):
    """The children of ``review``."""

    __slots__ = ()

    @property
    def upheld(self) -> Indicator:
        """（一）维持具体行政行为数 (2014);
        结果维持 (2019, 2021)
        """
        return self._leaf("upheld")

    @property
    def corrected(self) -> Indicator:
        """（二）被依法纠错数 (2014);
        结果纠正 (2019, 2021)
        """
        return self._leaf("corrected")

    @property
    def other(self) -> Indicator:
        """（三）其他情形数 (2014);
        其他结果 (2019, 2021)
        """
        return self._leaf("other")

    @property
    def pending(self) -> Indicator:
        """尚未审结 (2019, 2021)"""
        return self._leaf("pending")

    @property
    def total(self) -> Indicator:
        """总计 (2019, 2021)"""
        return self._leaf("total")


class Litigation(Node):
    """The children of ``litigation``."""

    __slots__ = ()

    @property
    def upheld(self) -> Indicator:
        """（一）维持具体行政行为或者驳回原告诉讼请求数 (2014)"""
        return self._leaf("upheld")

    @property
    def corrected(self) -> Indicator:
        """（二）被依法纠错数 (2014)"""
        return self._leaf("corrected")

    @property
    def other(self) -> Indicator:
        """（三）其他情形数 (2014)"""
        return self._leaf("other")

    @property
    def direct(self) -> LitigationColumns:
        """未经复议直接起诉 (2019, 2021)"""
        return LitigationColumns(self._indicators, f"{self._key}.direct")

    @property
    def after_review(self) -> LitigationColumns:
        """复议后起诉 (2019, 2021)"""
        return LitigationColumns(self._indicators, f"{self._key}.after_review")


class LitigationColumns(Node):
    """The children of ``litigation.direct`` and of 1 more places with the same."""

    __slots__ = ()

    @property
    def upheld(self) -> Indicator:
        """结果维持 (2019, 2021)"""
        return self._leaf("upheld")

    @property
    def corrected(self) -> Indicator:
        """结果纠正 (2019, 2021)"""
        return self._leaf("corrected")

    @property
    def other(self) -> Indicator:
        """其他结果 (2019, 2021)"""
        return self._leaf("other")

    @property
    def pending(self) -> Indicator:
        """尚未审结 (2019, 2021)"""
        return self._leaf("pending")

    @property
    def total(self) -> Indicator:
        """总计 (2019, 2021)"""
        return self._leaf("total")


class Organization(Node):
    """The children of ``organization``."""

    __slots__ = ()

    @property
    def agencies(self) -> Indicator:
        """（一）政府信息公开工作专门机构数 (2014)"""
        return self._leaf("agencies")

    @property
    def reading_points(self) -> Indicator:
        """（二）设置政府信息公开查阅点数 (2014)"""
        return self._leaf("reading_points")

    @property
    def staff(self) -> OrganizationStaff:
        """（三）从事政府信息公开工作人员数 (2014)"""
        return OrganizationStaff(self._indicators, f"{self._key}.staff")

    @property
    def budget(self) -> Indicator:
        """（四）政府信息公开专项经费（不包括用于政府公报编辑管理及政府网站建设维护等方面的经费） (2014)"""
        return self._leaf("budget")


class OrganizationStaff(Node):
    """The children of ``organization.staff``."""

    __slots__ = ()

    @property
    def full_time(self) -> Indicator:
        """1.专职人员数（不包括政府公报及政府网站工作人员数） (2014)"""
        return self._leaf("full_time")

    @property
    def part_time(self) -> Indicator:
        """2.兼职人员数 (2014)"""
        return self._leaf("part_time")


class Training(Node):
    """The children of ``training``."""

    __slots__ = ()

    @property
    def meetings(self) -> Indicator:
        """（一）召开政府信息公开工作会议或专题会议数 (2014)"""
        return self._leaf("meetings")

    @property
    def courses(self) -> Indicator:
        """（二）举办各类培训班数 (2014)"""
        return self._leaf("courses")

    @property
    def trainees(self) -> Indicator:
        """（三）接受培训人员数 (2014)"""
        return self._leaf("trainees")
