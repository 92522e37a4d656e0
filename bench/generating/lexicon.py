"""The words that documents are made of, all made up here; names of bodies and places are official."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Theme:
    """What the documents of one family are about: its name, and its topic in the topic scheme."""

    vi: str
    en: str
    topic: str


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words in both languages; {theme} stands for the theme's name."""

    vi: str
    en: str

    def about(self, theme: Theme) -> "Phrase":
        """The words with the theme's name put in."""
        return Phrase(self.vi.format(theme=theme.vi), self.en.format(theme=theme.en))


THEMES = (
    Theme("kho học liệu mở", "open learning materials", "education"),
    Theme("trạm quan trắc nguồn nước", "water observation posts", "data"),
    Theme("mạng cảm biến đê điều", "sensor networks on dykes", "digital-infrastructure"),
    Theme("xưởng sáng chế cộng đồng", "community workshops of invention", "innovation"),
    Theme("sổ tay số nghề cá", "digital handbooks of fishery", "digital-economy"),
    Theme("bản đồ số làng nghề", "digital maps of craft villages", "digital-society"),
    Theme("phòng thử nghiệm giống cây", "seed laboratories", "science-technology"),
    Theme("thư viện số cấp xã", "digital libraries of communes", "digital-transformation"),
    Theme("chợ phiên trực tuyến", "online country markets", "enterprises"),
    Theme("lớp học nghề buổi tối", "evening classes in trades", "human-resources"),
)

VIEWPOINTS = (
    Phrase(
        "Phát triển {theme} là việc làm lâu dài, lấy nhu cầu của người dân ở cơ sở làm thước đo.",
        "Work on {theme} is for the long run and is measured by what people need",
    ),
    Phrase(
        "Mỗi địa phương chọn cách làm {theme} hợp với đất đai, nghề nghiệp và thói quen của mình.",
        "Each locality finds its own way to {theme}",
    ),
    Phrase(
        "Nguồn lực cho {theme} được dùng tiết kiệm, công khai và có người chịu trách nhiệm đến cùng.",
        "Means for {theme} are spent sparingly, openly, and someone answers for them",
    ),
    Phrase(
        "Kết quả của {theme} được mở cho trường học, hợp tác xã và doanh nghiệp nhỏ dùng lại.",
        "What comes of {theme} is open to schools, cooperatives and small firms",
    ),
    Phrase(
        "Người làm {theme} ở vùng xa được đào tạo trước, trang bị trước và đãi ngộ xứng đáng.",
        "Those who work on {theme} in remote places are trained and equipped first",
    ),
)


@dataclass(frozen=True, slots=True)
class Measure:
    """What a target measures: its short name, the words behind the figure, whether it is a share."""

    name: str
    words: Phrase
    percent: bool


MEASURES = (
    Measure("xa", Phrase("số xã có {theme} hoạt động thường xuyên", "communes with working {theme}"), True),
    Measure("truong", Phrase("trường phổ thông sử dụng {theme}", "schools that use {theme}"), True),
    Measure("nguoi", Phrase("người phụ trách {theme} được tập huấn", "trained keepers of {theme}"), True),
    Measure("mo-hinh", Phrase("mô hình {theme} được nhân rộng", "models of {theme} taken up"), False),
    Measure("hop-tac-xa", Phrase("hợp tác xã tham gia {theme}", "cooperatives that join {theme}"), False),
    Measure("hai-long", Phrase("người dân hài lòng với {theme}", "people content with {theme}"), True),
)

GROUPS = (
    Phrase("Hoàn thiện quy định về {theme}", "Rules on {theme}"),
    Phrase("Xây dựng hạ tầng cho {theme}", "Infrastructure for {theme}"),
    Phrase("Đào tạo con người làm {theme}", "People for {theme}"),
    Phrase("Mở rộng hợp tác về {theme}", "Cooperation on {theme}"),
)

DEEDS = (
    Phrase("Lập danh mục {theme}", "List {theme}"),
    Phrase("Nâng cấp {theme}", "Upgrade {theme}"),
    Phrase("Khảo sát hiện trạng {theme}", "Survey {theme}"),
    Phrase("Công bố tiêu chuẩn {theme}", "Publish standards of {theme}"),
    Phrase("Thí điểm {theme}", "Try out {theme}"),
    Phrase("Sửa đổi quy chế vận hành {theme}", "Revise the rules on running {theme}"),
    Phrase("Bồi dưỡng người vận hành {theme}", "Train those who run {theme}"),
    Phrase("Kết nối {theme}", "Connect {theme}"),
    Phrase("Ban hành sổ hướng dẫn sử dụng {theme}", "Issue a guide to {theme}"),
    Phrase("Tập huấn cách bảo quản {theme}", "Teach the upkeep of {theme}"),
)

PLACES = (
    Phrase("ở các xã ven sông", "in communes by the river"),
    Phrase("tại vùng cao", "in the highlands"),
    Phrase("cho các điểm trường lẻ", "for outlying schools"),
    Phrase("ở các làng nghề", "in craft villages"),
    Phrase("cho hộ mới lập nghiệp", "for new households"),
    Phrase("tại các cửa biển", "at the river mouths"),
    Phrase("ở các khu dân cư mới", "in new settlements"),
    Phrase("cho hợp tác xã trẻ", "for young cooperatives"),
    Phrase("tại các bến đò", "at the ferries"),
    Phrase("cho người cao tuổi", "for the elderly"),
)

PRODUCTS = (
    Phrase("Danh mục được phê duyệt", "Approved list"),
    Phrase("Báo cáo khảo sát", "Survey report"),
    Phrase("Quyết định ban hành quy chế", "Decision on the rules"),
    Phrase("Bộ tài liệu tập huấn", "Training materials"),
    Phrase("Biên bản nghiệm thu", "Record of acceptance"),
)

SURNAMES = ("Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Vũ", "Đặng", "Bùi", "Đỗ", "Ngô")
GIVEN_NAMES = ("Văn Mẫu", "Thị Thử", "Đình Ví", "Quang Dụ", "Minh Phỏng", "Thu Giả", "Hữu Định", "Bảo Bày")

# Provinces and cities as they have been since 1 July 2025.
PROVINCES = (
    "tỉnh Quảng Trị", "tỉnh Nghệ An", "thành phố Huế", "tỉnh Lạng Sơn", "tỉnh Cà Mau", "tỉnh Lâm Đồng",
    "tỉnh Gia Lai", "thành phố Đà Nẵng", "tỉnh Sơn La", "tỉnh Hưng Yên", "tỉnh Đồng Tháp", "tỉnh Lào Cai",
    "tỉnh Thanh Hóa", "thành phố Cần Thơ", "tỉnh Khánh Hòa", "tỉnh Phú Thọ", "tỉnh An Giang",
    "tỉnh Ninh Bình", "tỉnh Điện Biên", "thành phố Hải Phòng", "tỉnh Đắk Lắk", "tỉnh Cao Bằng",
    "tỉnh Tây Ninh", "tỉnh Hà Tĩnh",
)  # fmt: skip
MINISTRIES = (
    ("Bộ Khoa học và Công nghệ", "BKHCN"),
    ("Bộ Giáo dục và Đào tạo", "BGDĐT"),
    ("Bộ Nông nghiệp và Môi trường", "BNNMT"),
    ("Bộ Công Thương", "BCT"),
    ("Bộ Nội vụ", "BNV"),
)
DEPARTMENTS = (
    "Sở Khoa học và Công nghệ",
    "Sở Tài chính",
    "Sở Nội vụ",
    "Sở Tư pháp",
    "Sở Công Thương",
    "Sở Xây dựng",
    "Sở Y tế",
    "Sở Nông nghiệp và Môi trường",
    "Sở Giáo dục và Đào tạo",
)
# Who deals with a dispatch in the office of a province's People's Committee: the end of its number.
UNITS = ("KGVX", "TH", "NC", "KT", "CNXD")
