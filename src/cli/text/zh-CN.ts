import type {CliText} from './en.ts';

export const zhCN: CliText = {
	usage: `kubekata：在终端里，用模拟集群学习 Kubernetes 工作负载

用法:
  kubekata                             课程列表，从上次的地方继续
  kubekata LESSON                      打开一课，例如 deployment/rollback
  kubekata sandbox [-f 文件|目录]      没有目标的自由集群；-f 会带上你的清单文件并应用它们
  kubekata list [--json]               列出课程和你的完成情况
  kubekata card LESSON                 打印一课的速查卡
  kubekata run LESSON --script FILE [--json]
                                       不开界面执行脚本；只有完成课程时退出码才是 0
  kubekata record LESSON FILE.cast     把参考解法录成 asciinema 影片（FILE.svg：其中一张画面）
      [--size 120x34] [--at SECONDS]
  kubekata replay CASE.yaml… [--json]  在全新的集群上重放录制的用例，输出每一步的结果
  kubekata check [DIR]                 检查课程包
  kubekata new LESSON                  在 --lessons 指定的目录（默认为当前目录）里新建一个自己的课程
  kubekata progress [export FILE | import FILE | reset]
  kubekata completion bash|zsh|fish    为你的 shell 生成本命令行的 Tab 补全

选项:
  --lang en|zh-CN    语言（默认取自环境变量）
  --lessons DIR      使用内置课程以外的课程包
  --seed N           模拟集群的随机种子：种子相同，过程就相同
  --speed N          时间流逝的倍速，1 到 1000
  --clock virtual|wall  考试按什么计时：集群时间（默认）或现实时间
  --plain            用纯文本行代替全屏界面，适合屏幕阅读器和管道
  --no-color         不使用颜色
  --theme dark|light|auto  适合深色或浅色终端的配色（默认 auto：看 COLORFGBG，否则用终端自己的颜色）
  --ascii            边框和标记只用 ASCII 字符
  --no-mouse         把鼠标留给终端
  -h, --help         显示帮助
  -V, --version      显示版本
`,
	unknownFlag: flag => `未知的选项：${flag}`,
	unknownCommand: word => `未知的命令或课程：${word}`,
	missing: what => `缺少 ${what}`,
	unexpected: what => `多余的参数：${what}`,
	badValue: what => `无效的值：${what}`,
	noValue: flag => `选项用法不对：${flag}`,
	didYouMean: word => `你是想输入 "${word}" 吗？`,
	allowed: values => `可用的值：${values}`,
	seeHelp: '请看 "kubekata --help"。',
	core: '核心',
	solved: '已完成',
	begun: '进行中',
	minutes: count => `${count} 分钟`,
	howToStart: '用 "kubekata LESSON" 开始一课，或用 "kubekata sandbox" 打开自由集群。',
	noSuchLesson: id => `没有 ${id} 这一课`,
	noCard: id => `${id} 这一课没有速查卡`,
	card: '速查卡',
	cannotRead: (file, reason) => `无法读取 ${file}:${reason}`,
	cannotWrite: (file, reason) => `无法写入 ${file}:${reason}`,
	step: (index, count, title) => `步骤 ${index}/${count}:${title}`,
	task: (index, count, title) => `题目 ${index}/${count}：${title}`,
	predictHow: keys => `先说说你的预测：predict ${keys}`,
	youExpected: key => `你的预测是 ${key}。`,
	itWas: key => `答案是 ${key}。`,
	happened: '发生了什么',
	remark: '再看看',
	debrief: '带走这几点',
	summary: (commands, hints, time) => `${commands} 条命令，${hints} 条提示，集群时间 ${time}`,
	isSolved: '本课已完成。',
	isUnsolved: (step, count) => `本课还没有完成：第 ${step} 步（共 ${count} 步）未完成。`,
	best: percent => `最好成绩 ${percent}%`,
	leaveWith: '输入 "help" 查看实验室命令，输入 "quit" 退出。',
	checked: (lessons, routes) => `${lessons} 课，${routes} 个脚本：全部通过`,
	problems: count => `${count} 个问题`,
	progressOf: (solved, all) => `已完成 ${solved}/${all} 课`,
	progressFile: file => `保存在 ${file}`,
	noEditor: '纯文本模式下只能使用 EDITOR 指定的编辑器；也可以用 sed -i 或 cat > FILE <<END 修改文件。',
	editorNotStarted: editor => `无法启动 ${editor}。`,
	recorded: file => `已录制到 ${file}。`,
	newLesson: folder => `${folder} 里有了一个可以运行的课程。接下来：`,
	alreadyThere: folder => `${folder} 已经存在`,
	badLessonId: id => `${id} 不能用作课程名：只能用小写字母、数字和连字符，可以分目录`,
	exported: file => `进度已写入 ${file}。`,
	imported: file => `已从 ${file} 读入进度。`,
	wasReset: '进度已清空。',
	importTooLarge: path => `${path} 太大了：最多导入 1 MiB`,
	importTooMany: path => `${path} 里的文件太多了：最多导入 1000 个`,
	importNotText: path => `${path} 不是文本文件`,
	importLeavesFolder: path => `${path} 是指向目录之外的链接`,
	importNothing: path => `${path} 里没有文本文件`,
	notAnExport: file => `${file} 不是 kubekata 的进度文件`,
	fromNewer: file => `${file} 由更新版本的 kubekata 写成`,
	noticeDamaged: (file, movedTo) => `进度文件 ${file} 已损坏。原文件保留为 ${movedTo}，并新建了一个。`,
	noticeNewer: file => `进度文件 ${file} 由更新版本的 kubekata 写成。文件保持原样，本次不保存进度。`,
	noticeUnwritable: (file, reason) => `无法把进度保存到 ${file}:${reason}`,
	tooSmallHint: '终端太小，放不下全屏界面，改用纯文本行。',
};
