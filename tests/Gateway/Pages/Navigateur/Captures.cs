using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using Parcoursup.Gateway.Gateway.Tests.Documentation;

namespace Parcoursup.Gateway.Gateway.Tests.Pages.Navigateur;

/// <summary>
/// What is seen of a page. Pictures are kept in <c>captures</c> beside the tests where somebody will look at them: in <c>./test --full</c>, or
/// with <c>GATEWAY_CAPTURES=1</c>. With <c>GATEWAY_CAPTURES=guide</c> (<c>build/captures</c>) those that the guide shows are put there.
/// </summary>
internal static class Captures
{
    private static readonly int[] Widths = [320, 1280];

    private static readonly bool Kept = new[] { "GATEWAY_CAPTURES", "GATEWAY_TESTS_FULL" }.Any(name => Environment.GetEnvironmentVariable(name) == "1");

    // Of the pages as the guide shows them: wide, light, their beginning.
    private static readonly bool ForGuide = Environment.GetEnvironmentVariable("GATEWAY_CAPTURES") == "guide";

    // The other theme changes colours alone: whatever else axe looks for was looked for in the first.
    private static readonly AxeRunOptions Colours = new() { RunOnly = new RunOnlyOptions { Type = "tag", Values = ["cat.color"] } };

    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "captures");

    /// <summary>Both themes, wide and narrow: nothing that axe finds, nothing that needs to be scrolled sideways.</summary>
    /// <param name="chemin">Null: the page that is open.</param>
    public static async Task RegarderAsync(this IPage page, string nom, string? chemin)
    {
        var wrong = await page.DefautsAsync(nom, chemin);
        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    /// <summary>All these pages: what is wrong with any of them is told at once.</summary>
    public static async Task RegarderAsync(this IPage page, IEnumerable<(string Nom, string Chemin)> pages)
    {
        var wrong = new List<string>();
        foreach (var (nom, chemin) in pages) wrong.AddRange(await page.DefautsAsync(nom, chemin));
        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    private static async Task<List<string>> DefautsAsync(this IPage page, string nom, string? chemin)
    {
        var wrong = new List<string>();
        if (chemin is not null) await page.GotoAsync(chemin);
        Directory.CreateDirectory(Folder);
        foreach (var theme in new[] { ColorScheme.Light, ColorScheme.Dark })
        {
            await page.EmulateMediaAsync(new() { ColorScheme = theme });
            var seen = theme == ColorScheme.Light ? await page.RunAxe() : await page.RunAxe(Colours);
            wrong.AddRange(seen.Violations.Select(found => $"{nom}, {theme}: {Told(found)}"));
            // How wide a page is does not depend on its colours.
            foreach (var width in theme == ColorScheme.Light || Kept ? Widths : [])
            {
                await page.SetViewportSizeAsync(width, 900);
                if (Kept) await page.ScreenshotAsync(new() { Path = Path.Combine(Folder, $"{nom}-{width}-{theme}.png"), FullPage = true });
                if (ForGuide && ImagesDuGuide.Nommees.Contains(nom) && (theme, width) == (ColorScheme.Light, Widths[^1]))
                    await page.ScreenshotAsync(new() { Path = ImagesDuGuide.CheminDe(nom) });
                var overflow = await page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth");
                if (overflow > 0) wrong.Add($"{nom} is {overflow} px too wide at {width}.");
            }
        }

        return wrong;
    }

    private static string Told(AxeResultItem item) => $"{item.Id}: {string.Join(", ", item.Nodes.Select(n => n.Html))}";
}
