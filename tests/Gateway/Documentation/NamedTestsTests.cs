using System.Text.RegularExpressions;

namespace Parcoursup.Gateway.Gateway.Tests.Documentation;

/// <summary>A page that says which test shows something must not name one that is gone.</summary>
public sealed partial class NamedTestsTests
{
    private static readonly string Root = Depot.Root;
    private static readonly Lazy<IReadOnlyDictionary<string, string>> Classes = new(ReadClasses);

    [Theory]
    [InlineData("docs/security.md")]
    [InlineData("docs/reference/soap-conformite.md")]
    [InlineData("docs/reference/exigences.md")]
    [InlineData("docs/modele/README.md")]
    [InlineData("docs/securite/architecture-et-flux.md")]
    [InlineData("docs/securite/donnees-personnelles.md")]
    [InlineData("docs/securite/durcissement.md")]
    public void Every_test_that_a_page_names_exists(string page)
    {
        var named = TestName().Matches(File.ReadAllText(Path.Combine(Root, page)));
        Assert.NotEmpty(named);
        Assert.All(named, name =>
        {
            Assert.True(Classes.Value.TryGetValue(name.Groups["class"].Value, out var source), $"{page} names the class {name.Groups["class"].Value}, which is not in tests/.");
            if (name.Groups["method"] is { Success: true, Value: var method })
                Assert.True(source!.Contains($" {method}(", StringComparison.Ordinal), $"{page} names {name.Value}, which is not in the class.");
        });
    }

    [Theory]
    [InlineData("docs/security.md")]
    [InlineData("docs/reference/soap-conformite.md")]
    public void Every_test_folder_or_file_that_a_page_names_exists(string page) => Assert.All(TestFolder().Matches(File.ReadAllText(Path.Combine(Root, page))), named =>
    {
        var path = Path.Combine(Root, named.Groups[1].Value);
        Assert.True(Directory.Exists(path) || File.Exists(path + ".cs"), $"{page} names {named.Value}.");
    });

    [Fact]
    public void Every_control_of_the_security_page_names_what_shows_it_or_says_that_it_is_by_reading()
    {
        var rows = File.ReadAllLines(Path.Combine(Root, "docs/security.md")).Where(l => l.StartsWith("| ", StringComparison.Ordinal))
            .Select(l => l.Trim('|', ' ').Split(" | ")).Where(cells => cells is not ["control" or "attack", ..]).ToList();
        Assert.True(rows.Count > 80);
        Assert.All(rows, cells =>
        {
            Assert.True(cells.Length == 3, string.Join(" | ", cells));
            var shown = cells[^1];
            Assert.True(TestName().IsMatch(shown) || TestFolder().IsMatch(shown) || shown.Contains("by reading", StringComparison.Ordinal), $"Nothing shows: {cells[0]}");
        });
    }

    [Fact]
    public void Every_assertion_of_the_Basic_Profile_that_is_tested_stands_in_the_page()
    {
        var page = File.ReadAllText(Path.Combine(Root, "docs/reference/soap-conformite.md"));
        var tested = Directory.GetFiles(Path.Combine(Root, "tests/Gateway/Adapters/Apogee/Hosted/WsI"), "*Tests.cs")
            .SelectMany(file => AssertionTest().Matches(File.ReadAllText(file)).Select(m => $"`{Path.GetFileNameWithoutExtension(file)}.{m.Groups[1].Value}`")).ToList();
        Assert.True(tested.Count > 60);
        Assert.All(tested, name => Assert.Contains(name, page, StringComparison.Ordinal));
    }

    private static bool Exists(string path) => Directory.Exists(path) || File.Exists(path + ".cs");

    private static Dictionary<string, string> ReadClasses() => Directory.GetFiles(Path.Combine(Root, "tests"), "*Tests.cs", SearchOption.AllDirectories)
        .GroupBy(path => Path.GetFileNameWithoutExtension(path)).ToDictionary(files => files.Key, files => string.Concat(files.Select(File.ReadAllText)));

    [GeneratedRegex("`(?<class>[A-Z][A-Za-z0-9]*Tests)(\\.(?<method>\\w+))?`")]
    private static partial Regex TestName();

    [GeneratedRegex("`(tests/[A-Za-z/]+)`")]
    private static partial Regex TestFolder();

    [GeneratedRegex(@"public (?:async )?Task (R[0-9]\w+)\(")]
    private static partial Regex AssertionTest();
}
