"""Typed accessors of a report of the 2014 edition alone: ``report.as_2014()``.

Generated from the form file by ``python -m govinfo_parse.forms.generate``; do not edit. Each docstring is the official
label and, of a figure, the unit of the form.
"""

from __future__ import annotations

from attrs import frozen

from .indicator import Indicator, Indicators, Node, absent

__all__ = ["Report2014"]


@frozen(repr=False)
class Report2014:
    """A report by the form 政府信息公开情况统计表.

    `indicators` are the cells that are on it.
    """

    indicators: Indicators

    @property
    def disclosure(self) -> Disclosure:
        """一、主动公开情况"""
        return Disclosure(self.indicators, "disclosure")

    @property
    def response(self) -> Response:
        """二、回应解读情况"""
        return Response(self.indicators, "response")

    @property
    def applications(self) -> Applications:
        """三、依申请公开情况"""
        return Applications(self.indicators, "applications")

    @property
    def review(self) -> Review:
        """四、行政复议数量 (件)"""
        return Review(self.indicators, "review")

    @property
    def litigation(self) -> Litigation:
        """五、行政诉讼数量 (件)"""
        return Litigation(self.indicators, "litigation")

    @property
    def complaints(self) -> Indicator:
        """六、举报投诉数量 (件)"""
        return self.indicators.get("complaints") or absent("complaints")

    @property
    def fees(self) -> Indicator:
        """七、依申请公开信息收取的费用 (万元)"""
        return self.indicators.get("fees") or absent("fees")

    @property
    def organization(self) -> Organization:
        """八、机构建设和保障经费情况"""
        return Organization(self.indicators, "organization")

    @property
    def training(self) -> Training:
        """九、政府信息公开会议和培训情况"""
        return Training(self.indicators, "training")


class Disclosure(Node):
    """The children of ``disclosure``."""

    __slots__ = ()

    @property
    def total(self) -> Indicator:
        """（一）主动公开政府信息数（不同渠道和方式公开相同信息计1条） (条)"""
        return self._leaf("total")

    @property
    def normative_documents(self) -> Indicator:
        """其中：主动公开规范性文件数 (条)"""
        return self._leaf("normative_documents")

    @property
    def normative_documents_issued(self) -> Indicator:
        """制发规范性文件总数 (件)"""
        return self._leaf("normative_documents_issued")

    @property
    def channels(self) -> DisclosureChannels:
        """（二）通过不同渠道和方式公开政府信息的情况"""
        return DisclosureChannels(self._indicators, f"{self._key}.channels")


class DisclosureChannels(Node):
    """The children of ``disclosure.channels``."""

    __slots__ = ()

    @property
    def gazette(self) -> Indicator:
        """1.政府公报公开政府信息数 (条)"""
        return self._leaf("gazette")

    @property
    def website(self) -> Indicator:
        """2.政府网站公开政府信息数 (条)"""
        return self._leaf("website")

    @property
    def weibo(self) -> Indicator:
        """3.政务微博公开政府信息数 (条)"""
        return self._leaf("weibo")

    @property
    def wechat(self) -> Indicator:
        """4.政务微信公开政府信息数 (条)"""
        return self._leaf("wechat")

    @property
    def other(self) -> Indicator:
        """5.其他方式公开政府信息数 (条)"""
        return self._leaf("other")


class Response(Node):
    """The children of ``response``."""

    __slots__ = ()

    @property
    def total(self) -> Indicator:
        """（一）回应公众关注热点或重大舆情数（不同方式回应同一热点或舆情计1次） (次)"""
        return self._leaf("total")

    @property
    def channels(self) -> ResponseChannels:
        """（二）通过不同渠道和方式回应解读的情况"""
        return ResponseChannels(self._indicators, f"{self._key}.channels")


class ResponseChannels(Node):
    """The children of ``response.channels``."""

    __slots__ = ()

    @property
    def press_conferences(self) -> Indicator:
        """1.参加或举办新闻发布会总次数 (次)"""
        return self._leaf("press_conferences")

    @property
    def press_conferences_by_leaders(self) -> Indicator:
        """其中：主要负责同志参加新闻发布会次数 (次)"""
        return self._leaf("press_conferences_by_leaders")

    @property
    def online_interviews(self) -> Indicator:
        """2.政府网站在线访谈次数 (次)"""
        return self._leaf("online_interviews")

    @property
    def online_interviews_by_leaders(self) -> Indicator:
        """其中：主要负责同志参加政府网站在线访谈次数 (次)"""
        return self._leaf("online_interviews_by_leaders")

    @property
    def policy_interpretations(self) -> Indicator:
        """3.政策解读稿件发布数 (篇)"""
        return self._leaf("policy_interpretations")

    @property
    def weibo_wechat(self) -> Indicator:
        """4.微博微信回应事件数 (次)"""
        return self._leaf("weibo_wechat")

    @property
    def other(self) -> Indicator:
        """5.其他方式回应事件数 (次)"""
        return self._leaf("other")


class Applications(Node):
    """The children of ``applications``."""

    __slots__ = ()

    @property
    def received(self) -> ApplicationsReceived:
        """（一）收到申请数 (件)"""
        return ApplicationsReceived(self._indicators, f"{self._key}.received")

    @property
    def closed(self) -> ApplicationsClosed:
        """（二）申请办结数 (件)"""
        return ApplicationsClosed(self._indicators, f"{self._key}.closed")

    @property
    def answered(self) -> ApplicationsAnswered:
        """（三）申请答复数 (件)"""
        return ApplicationsAnswered(self._indicators, f"{self._key}.answered")


class ApplicationsReceived(Node):
    """The children of ``applications.received``."""

    __slots__ = ()

    @property
    def in_person(self) -> Indicator:
        """1.当面申请数 (件)"""
        return self._leaf("in_person")

    @property
    def fax(self) -> Indicator:
        """2.传真申请数 (件)"""
        return self._leaf("fax")

    @property
    def online(self) -> Indicator:
        """3.网络申请数 (件)"""
        return self._leaf("online")

    @property
    def letter(self) -> Indicator:
        """4.信函申请数 (件)"""
        return self._leaf("letter")


class ApplicationsClosed(Node):
    """The children of ``applications.closed``."""

    __slots__ = ()

    @property
    def on_time(self) -> Indicator:
        """1.按时办结数 (件)"""
        return self._leaf("on_time")

    @property
    def extended(self) -> Indicator:
        """2.延期办结数 (件)"""
        return self._leaf("extended")


class ApplicationsAnswered(Node):
    """The children of ``applications.answered``."""

    __slots__ = ()

    @property
    def already_public(self) -> Indicator:
        """1.属于已主动公开范围数 (件)"""
        return self._leaf("already_public")

    @property
    def granted(self) -> Indicator:
        """2.同意公开答复数 (件)"""
        return self._leaf("granted")

    @property
    def partially_granted(self) -> Indicator:
        """3.同意部分公开答复数 (件)"""
        return self._leaf("partially_granted")

    @property
    def denied(self) -> ApplicationsAnsweredDenied:
        """4.不同意公开答复数 (件)"""
        return ApplicationsAnsweredDenied(self._indicators, f"{self._key}.denied")

    @property
    def not_this_agency(self) -> Indicator:
        """5.不属于本行政机关公开数 (件)"""
        return self._leaf("not_this_agency")

    @property
    def nonexistent(self) -> Indicator:
        """6.申请信息不存在数 (件)"""
        return self._leaf("nonexistent")

    @property
    def correction_requested(self) -> Indicator:
        """7.告知作出更改补充数 (件)"""
        return self._leaf("correction_requested")

    @property
    def other_means(self) -> Indicator:
        """8.告知通过其他途径办理数 (件)"""
        return self._leaf("other_means")


class ApplicationsAnsweredDenied(Node):
    """The children of ``applications.answered.denied``."""

    __slots__ = ()

    @property
    def state_secret(self) -> Indicator:
        """其中：涉及国家秘密 (件)"""
        return self._leaf("state_secret")

    @property
    def trade_secret(self) -> Indicator:
        """涉及商业秘密 (件)"""
        return self._leaf("trade_secret")

    @property
    def personal_privacy(self) -> Indicator:
        """涉及个人隐私 (件)"""
        return self._leaf("personal_privacy")

    @property
    def security_stability(self) -> Indicator:
        """危及国家安全、公共安全、经济安全和社会稳定 (件)"""
        return self._leaf("security_stability")

    @property
    def not_government_information(self) -> Indicator:
        """不是《条例》所指政府信息 (件)"""
        return self._leaf("not_government_information")

    @property
    def other_legal(self) -> Indicator:
        """法律法规规定的其他情形 (件)"""
        return self._leaf("other_legal")


class Review(Node):
    """The children of ``review``."""

    __slots__ = ()

    @property
    def upheld(self) -> Indicator:
        """（一）维持具体行政行为数 (件)"""
        return self._leaf("upheld")

    @property
    def corrected(self) -> Indicator:
        """（二）被依法纠错数 (件)"""
        return self._leaf("corrected")

    @property
    def other(self) -> Indicator:
        """（三）其他情形数 (件)"""
        return self._leaf("other")


class Litigation(Node):
    """The children of ``litigation``."""

    __slots__ = ()

    @property
    def upheld(self) -> Indicator:
        """（一）维持具体行政行为或者驳回原告诉讼请求数 (件)"""
        return self._leaf("upheld")

    @property
    def corrected(self) -> Indicator:
        """（二）被依法纠错数 (件)"""
        return self._leaf("corrected")

    @property
    def other(self) -> Indicator:
        """（三）其他情形数 (件)"""
        return self._leaf("other")


class Organization(Node):
    """The children of ``organization``."""

    __slots__ = ()

    @property
    def agencies(self) -> Indicator:
        """（一）政府信息公开工作专门机构数 (个)"""
        return self._leaf("agencies")

    @property
    def reading_points(self) -> Indicator:
        """（二）设置政府信息公开查阅点数 (个)"""
        return self._leaf("reading_points")

    @property
    def staff(self) -> OrganizationStaff:
        """（三）从事政府信息公开工作人员数 (人)"""
        return OrganizationStaff(self._indicators, f"{self._key}.staff")

    @property
    def budget(self) -> Indicator:
        """（四）政府信息公开专项经费（不包括用于政府公报编辑管理及政府网站建设维护等方面的经费） (万元)"""
        return self._leaf("budget")


class OrganizationStaff(Node):
    """The children of ``organization.staff``."""

    __slots__ = ()

    @property
    def full_time(self) -> Indicator:
        """1.专职人员数（不包括政府公报及政府网站工作人员数） (人)"""
        return self._leaf("full_time")

    @property
    def part_time(self) -> Indicator:
        """2.兼职人员数 (人)"""
        return self._leaf("part_time")


class Training(Node):
    """The children of ``training``."""

    __slots__ = ()

    @property
    def meetings(self) -> Indicator:
        """（一）召开政府信息公开工作会议或专题会议数 (次)"""
        return self._leaf("meetings")

    @property
    def courses(self) -> Indicator:
        """（二）举办各类培训班数 (次)"""
        return self._leaf("courses")

    @property
    def trainees(self) -> Indicator:
        """（三）接受培训人员数 (人次)"""
        return self._leaf("trainees")
