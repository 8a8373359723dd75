using System.Net;
using System.Text.RegularExpressions;
using Parcoursup.Gateway.Gateway.Tests.Documentation;
using Parcoursup.Gateway.Gateway.Tests.Hosting;

namespace Parcoursup.Gateway.Gateway.Tests.Pages;

/// <summary>The first page and the documentation, as the program itself serves them.</summary>
public sealed partial class PageTests(SharedGateway shared) : IClassFixture<SharedGateway>
{
    [Fact]
    public async Task The_first_page_says_what_it_is_how_it_is_and_leads_to_every_guide()
    {
        var page = await GetAsync("/");

        Assert.Contains("Passerelle Parcoursup", page, StringComparison.Ordinal);
        Assert.Contains("en service", page, StringComparison.Ordinal);
        Assert.Matches(@"<dt>Version</dt><dd>\d+\.\d+\.\d+", page);
        foreach (var guide in Directory.GetFiles(Depot.PathOf("docs/guide"), "*.md"))
            Assert.Contains($"href=\"/docs/guide/{Path.GetFileName(guide)}\"", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_link_of_every_page_leads_somewhere_and_nothing_comes_from_elsewhere()
    {
        var (seen, waiting) = (new HashSet<string> { "/" }, new Queue<string>(["/"]));
        while (waiting.TryDequeue(out var path))
        {
            var page = await GetAsync(path);
            // What administrators get may have a script and forms, of the gateway itself; the documentation has but its own pictures.
            Assert.DoesNotMatch(path.StartsWith("/gestion", StringComparison.Ordinal)
                ? @"<script(?! src=""/gestion\.js"")|(?:src|srcset|action)=""(?!/\w)"
                : @"<script|(?:srcset|action)=""|src=""(?!images/[a-z0-9-]+\.png"")", page);
            foreach (Match link in Link().Matches(page))
            {
                var target = new Uri(new Uri("http://passerelle" + path), WebUtility.HtmlDecode(link.Groups[1].Value));
                if (target.Host == "passerelle" && target.AbsolutePath is not "/sante/prete" && seen.Add(target.AbsolutePath)) waiting.Enqueue(target.AbsolutePath);
            }
        }

        Assert.True(seen.Count > 20, string.Join(' ', seen));
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/docs/guide/mise-en-route.md")]
    [InlineData("/style.css")]
    [InlineData("/openapi")]
    public async Task A_browser_may_load_nothing_else_and_run_nothing(string path)
    {
        var answer = await shared.Gateway.Http.SendAsync(HttpMethod.Get, path);

        Assert.Equal("default-src 'none'; style-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
            Assert.Single(answer.Headers.GetValues("Content-Security-Policy")));
        Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
    }

    [Theory]
    [InlineData("/docs/guide/inconnu.md")]
    [InlineData("/docs/../appsettings.json")]
    [InlineData("/docs/%2e%2e/appsettings.json")]
    [InlineData("/docs/guide/<script>.md")]
    public async Task What_is_not_there_is_a_page_that_says_so(string path)
    {
        var answer = await shared.Gateway.Http.SendAsync(HttpMethod.Get, path);

        Assert.Equal(HttpStatusCode.NotFound, answer.Status);
        Assert.DoesNotContain("<script>", answer.Text, StringComparison.Ordinal);
    }

    private async Task<string> GetAsync(string path)
    {
        var answer = await shared.Gateway.Http.SendAsync(HttpMethod.Get, path);
        Assert.True(answer.Status == HttpStatusCode.OK, $"{path}: {answer.Status}");
        return answer.Text;
    }

    [GeneratedRegex(" href=\"([^\"#:]+)(?:#[^\"]*)?\"")]
    private static partial Regex Link();
}
