using Microsoft.Playwright;
using Parcoursup.Gateway.Gateway.Tests.Hosting;

[assembly: AssemblyFixture(typeof(Parcoursup.Gateway.Gateway.Tests.Pages.Navigateur.Chromium))]

namespace Parcoursup.Gateway.Gateway.Tests.Pages.Navigateur;

/// <summary>Debian's Chromium, started with the first test that needs it.</summary>
public sealed class Chromium : IAsyncLifetime
{
    private const string Executable = "/usr/bin/chromium";

    private static readonly string[] Arguments =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
        "--disable-component-update", "--disable-sync",
    ];

    private readonly SemaphoreSlim _once = new(1, 1);
    private readonly Dictionary<string, (string Test, List<IBrowserContext> Contexts)> _windows = [];
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    /// <summary>A window of its own: nobody is signed in.</summary>
    /// <param name="scripts">Without, as a browser that has them turned off.</param>
    public async Task<IPage> OuvrirAsync(Uri passerelle, bool scripts = true, int largeur = 1280, bool sombre = false)
    {
        var context = await (await BrowserAsync()).NewContextAsync(new BrowserNewContextOptions
        {
            BaseURL = passerelle.ToString(), JavaScriptEnabled = scripts, Locale = "fr-FR", TimezoneId = "Europe/Paris",
            ViewportSize = new ViewportSize { Width = largeur, Height = 900 },
            ColorScheme = sombre ? ColorScheme.Dark : ColorScheme.Light, ReducedMotion = ReducedMotion.Reduce,
        });
        context.SetDefaultTimeout((float)Poll.Patience.TotalMilliseconds);
        await CloseFormerAsync(context);
        return await context.NewPageAsync();
    }

    // The tests of a class run one after the other: whoever opens a window needs none of the former one's, each a process.
    private async Task CloseFormerAsync(IBrowserContext context)
    {
        var (classe, test) = (TestContext.Current.TestClass!.UniqueID, TestContext.Current.Test!.UniqueID);
        List<IBrowserContext> former = [];
        lock (_windows)
        {
            if (!_windows.TryGetValue(classe, out var open) || open.Test != test)
            {
                if (open.Contexts is not null) former = open.Contexts;
                _windows[classe] = open = (test, []);
            }

            open.Contexts.Add(context);
        }

        foreach (var one in former) await one.CloseAsync();
    }

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null) await _browser.DisposeAsync();
        _playwright?.Dispose();
        _once.Dispose();
    }

    private async Task<IBrowser> BrowserAsync()
    {
        await _once.WaitAsync();
        try
        {
            if (_browser is not null) return _browser;
            Assert.True(File.Exists(Executable), "Chromium is missing: apt-get install -y --no-install-recommends chromium");
            _playwright = await Playwright.CreateAsync();
            return _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
            {
                ExecutablePath = Executable, Args = Arguments, Timeout = (float)Poll.Patience.TotalMilliseconds,
            });
        }
        finally
        {
            _once.Release();
        }
    }
}
