using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Parcoursup.Gateway.EndToEnd.Tests.Support;

/// <summary>
/// The browser's part of the README's tour, in Debian's Chromium. What each step does is written here; what the page then says is read in the
/// README's tables, row by row.
/// </summary>
internal sealed partial class VisiteGuidee(string markdown) : IAsyncDisposable
{
    private const string Executable = "/usr/bin/chromium";
    private const string MotDePasse = "une phrase assez longue";
    private const float Patience = 60_000;
    private const int MostLooks = 60;

    private IPlaywright? _playwright;
    private IBrowser? _browser;
    private IPage _page = null!;

    /// <summary>From the link of the first account to the settings.</summary>
    public async Task CommencerAsync(JsonNode ready)
    {
        Assert.True(File.Exists(Executable), "Chromium is missing: apt-get install -y --no-install-recommends chromium");
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new() { ExecutablePath = Executable, Args = ["--no-sandbox", "--disable-gpu"], Timeout = Patience });
        _page = await _browser.NewPageAsync(new() { Locale = "fr-FR" });
        _page.SetDefaultTimeout(Patience);
        _page.SetDefaultNavigationTimeout(Patience);

        await FollowAsync("Try it in the browser",
            async () =>
            {
                await _page.GotoAsync(ready["pages"]!["invitation"]!.GetValue<string>());
                await _page.GetByLabel("Prénom et nom").FillAsync("Camille Moreau");
                await _page.GetByLabel("Identifiant").FillAsync("camille");
                await _page.GetByLabel("Mot de passe", new() { Exact = true }).FillAsync(MotDePasse);
                await _page.GetByLabel("Mot de passe, une seconde fois").FillAsync(MotDePasse);
                await PressAsync("Créer le compte");
            },
            () => OpenAsync("Université des Alpes"),
            async () =>
            {
                await OpenAsync("Connecteur");
                await PressAsync("Tester le connecteur");
            },
            async () =>
            {
                await OpenAsync("Correspondances");
                await _page.Locator("main a[href$='/correspondances/8842']").First.ClickAsync();
            },
            () => OpenAsync("Réglages"));
    }

    /// <summary>What the calls have done meanwhile.</summary>
    public Task FinirAsync() => FollowAsync("Back in the browser",
        async () =>
        {
            await OpenAsync("Candidats");
            await _page.GetByRole(AriaRole.Searchbox).FillAsync("zoe lefevre");
            await PressAsync("Chercher");
        },
        async () =>
        {
            await OpenAsync("Échanges");
            await OpenAsync("Envoyés");
            await _page.GetByLabel("Numéro de dossier").FillAsync("700017");
            await PressAsync("Filtrer");
        },
        () => OpenAsync("Remontées"),
        () => OpenAsync("Ce matin"));

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null) await _browser.DisposeAsync();
        _playwright?.Dispose();
    }

    private async Task FollowAsync(string title, params Func<Task>[] steps)
    {
        var section = Regex.Match(markdown, $@"^## {title}\n.*?(?=^## |\z)", RegexOptions.Singleline | RegexOptions.Multiline).Value;
        var rows = RowPattern().Matches(section).Select(row => row.Groups["says"].Value).Skip(1).ToList();
        Assert.True(rows.Count == steps.Length, $"«{title}» has {rows.Count} steps, and {steps.Length} are known.");
        foreach (var (step, says) in steps.Zip(rows))
        {
            await step();
            var promised = SayingPattern().Matches(says).Select(m => m.Groups["text"].Value).ToList();
            Assert.NotEmpty(promised);
            foreach (var text in promised) await SeenAsync(text);
        }
    }

    // Some of it comes by itself: the steps of a test, figures that are counted a moment later.
    private async Task SeenAsync(string text)
    {
        var words = "";
        for (var looks = 0; looks < MostLooks; looks++)
        {
            words = Plain(await _page.Locator("main").InnerTextAsync());
            if (words.Contains(text, StringComparison.Ordinal)) return;
            await _page.WaitForTimeoutAsync(1000);
            if (await _page.Locator("[data-suivi]").CountAsync() == 0) await _page.ReloadAsync();
        }

        Assert.Fail($"The README promises «{text}», and the page {_page.Url} says\n{words}");
    }

    // Blanks of every kind and ends of lines are how it is set, not what it says.
    private static string Plain(string text) => BlankPattern().Replace(text, " ");

    private Task OpenAsync(string link) => _page.GetByRole(AriaRole.Link, new() { Name = link, Exact = true }).First.ClickAsync();

    private Task PressAsync(string button) => _page.GetByRole(AriaRole.Button, new() { Name = button, Exact = true }).First.ClickAsync();

    [GeneratedRegex(@"^\| (?<does>.+) \| (?<says>.+) \|$", RegexOptions.Multiline)]
    private static partial Regex RowPattern();

    [GeneratedRegex(@"\s+")]
    private static partial Regex BlankPattern();

    [GeneratedRegex("« (?<text>(?:[^«»]|«[^«»]*»)+) »")]
    private static partial Regex SayingPattern();
}
