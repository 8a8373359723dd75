using System.Text.Json;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;
using Microsoft.Extensions.Time.Testing;
using Parcoursup.Gateway.Adapters.Exposition.Client;
using Parcoursup.Gateway.Adapters.Exposition.Protocol;
using Parcoursup.Gateway.Domain.Exposition;
using Parcoursup.Gateway.Simulators.Exposition;
using Parcoursup.Gateway.Tests.Adapters.Exposition.Support;

namespace Parcoursup.Gateway.Tests.Adapters.Exposition.Client;

/// <summary>The change of generation is a change of the settings' file: no restart, and no failed call.</summary>
public sealed class BasculeTests : IDisposable
{
    private static readonly JeuExposition Jeu = new() { Formations = [Sources.Fiche("0750001A", "40025214")] };
    private static readonly DemandeExposition Question = Sources.Formation("0750001A", "40025214");

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("bascule-");
    private readonly HorlogeTest _clock = new();
    private readonly Kept<ExpositionBascule> _logger = new();
    private readonly FakeTimeProvider _minutes = new();
    private ServiceProvider? _services;
    private int _reloads;

    private string File => Path.Combine(_folder.FullName, "reglages.json");

    [Fact]
    public async Task Calls_under_way_and_calls_to_come_all_succeed()
    {
        await using var simulator = await Sources.SimulerAsync(Jeu);
        simulator.Peches = new() { Lenteur = 0.3, LenteurMillisecondes = 20 };
        Write(simulator, "Ancienne");
        var bascule = Bascule();
        using var stop = new CancellationTokenSource();
        var calls = Enumerable.Range(0, 8).Select(_ => CallAsync(bascule, stop.Token)).ToList();
        await UntilAsync(() => simulator.Appels.Ancienne > 50);

        Write(simulator, "Nouvelle");
        await UntilAsync(() => simulator.Appels.Nouvelle > 50);
        var former = simulator.Appels.Ancienne;
        await UntilAsync(() => simulator.Appels.Nouvelle > 200);
        await stop.CancelAsync();

        Assert.All((await Task.WhenAll(calls)).SelectMany(answers => answers), answer => Assert.IsType<ReponseExposition.Trouve>(answer));
        Assert.InRange(simulator.Appels.Ancienne - former, 0, 8);
        Assert.Equal(1, simulator.Appels.Jetons);
    }

    [Theory]
    [InlineData("""{"Exposition":{"Generation":"Nouvele"}}""")]
    [InlineData("""{"Exposition":{"Generation":"Nouvelle","Nouvelle":{"Base":"api.example"}}}""")]
    [InlineData("""{"Exposition":{"AppelsParMinute":0}}""")]
    [InlineData("{ \"Exposition\": ")]
    public async Task Settings_that_become_wrong_cost_no_call_and_are_taken_up_once_they_are_right(string wrong)
    {
        await using var simulator = await Sources.SimulerAsync(Jeu);
        Write(simulator, "Ancienne");
        var bascule = Bascule();
        Assert.IsType<ReponseExposition.Trouve>((await bascule.LireAsync(Question, default)).Reponse);
        using var stop = new CancellationTokenSource();
        var calls = CallAsync(bascule, stop.Token);

        await System.IO.File.WriteAllTextAsync(File, wrong);
        await UntilAsync(() => _reloads > 0 || !wrong.EndsWith('}'));
        var before = simulator.Appels.Ancienne;
        await UntilAsync(() => simulator.Appels.Ancienne > before + 50 || calls.IsFaulted);
        Write(simulator, "Nouvelle");
        await UntilAsync(() => simulator.Appels.Nouvelle > 0 || calls.IsFaulted);
        await stop.CancelAsync();

        Assert.All(await calls, answer => Assert.IsType<ReponseExposition.Trouve>(answer));
    }

    [Fact]
    public async Task On_its_day_the_new_one_is_asked()
    {
        await using var simulator = await Sources.SimulerAsync(Jeu);
        Write(simulator, "Ancienne", "2026-02-12T05:00:00");
        var bascule = Bascule();

        await bascule.LireAsync(Question, default);
        Assert.Equal((1, 0), (simulator.Appels.Ancienne, simulator.Appels.Nouvelle));
        _clock.Avancer(TimeSpan.FromHours(1));
        await bascule.LireAsync(Question, default);

        Assert.Equal((1, 1), (simulator.Appels.Ancienne, simulator.Appels.Nouvelle));
    }

    [Theory]
    [InlineData("Ancienne")]
    [InlineData("Nouvelle")]
    public async Task Where_the_one_in_charge_is_gone_or_not_there_yet_the_other_answers(string charge)
    {
        await using var simulator = await Sources.SimulerAsync(Jeu);
        simulator.Peches = new() { AncienneFermee = charge == "Ancienne", NouvelleFermee = charge == "Nouvelle" };
        Write(simulator, charge);

        Assert.IsType<ReponseExposition.Trouve>((await Bascule().LireAsync(Question, default)).Reponse);
    }

    [Fact]
    public async Task That_the_other_one_answers_is_told_once_a_minute_and_how_often_it_did()
    {
        await using var simulator = await Sources.SimulerAsync(Jeu);
        simulator.Peches = new() { AncienneFermee = true };
        Write(simulator, "Ancienne");
        var bascule = Bascule();

        for (var i = 0; i < 5; i++) await bascule.LireAsync(Question, default);
        Assert.Single(_logger.Lines);
        _minutes.Advance(TimeSpan.FromMinutes(1));
        await bascule.LireAsync(Question, default);

        Assert.EndsWith("5 times since this was last told.", _logger.Lines[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_replaced_in_its_file_is_taken_up()
    {
        await using var simulator = await Sources.SimulerAsync(Jeu);
        var key = Path.Combine(_folder.FullName, "cle");
        await System.IO.File.WriteAllTextAsync(key, "fausse\n");
        System.IO.File.WriteAllText(File, JsonSerializer.Serialize(new
        {
            Exposition = new { Ancienne = new { Base = simulator.Ancienne, CleFichier = key } },
        }));
        var bascule = Bascule();
        Assert.NotNull((await bascule.ListerAsync(RouteExposition.Formations, null, 1, default)).Panne);

        await System.IO.File.WriteAllTextAsync(key, "cle-ancienne\n");
        System.IO.File.SetLastWriteTimeUtc(key, DateTime.UnixEpoch.AddYears(60));

        Assert.Null((await bascule.ListerAsync(RouteExposition.Formations, null, 1, default)).Panne);
    }

    [Theory]
    [InlineData("""{"Ancienne":{"Base":"api.example"}}""", "Exposition:Ancienne:Base")]
    [InlineData("""{"Ancienne":{"Base":"http://api.example/api/inserjeunes","Cle":"x"}}""", "en clair")]
    [InlineData("""{"Nouvelle":{"Base":"https://a.example/api/inserjeunes","Jeton":"https://a.example/t"}}""", "indiquer Client et SecretFichier")]
    [InlineData("""{"Nouvelle":{"Base":"https://a.example/api/inserjeunes","CleFichier":"/nulle/part"}}""", "/nulle/part n'existe pas")]
    [InlineData("""{"BasculeLe":"2026-01-01"}""", "BasculeLe")]
    [InlineData("""{"Generation":"Future"}""", "Ancienne ou Nouvelle")]
    [InlineData("""{"Rafale":900}""", "Rafale")]
    [InlineData("""{"Ancienne":{"Base":"https://a.example/api/inserjeunes?x=1"}}""", "Exposition:Ancienne:Base")]
    [InlineData("""{"Ancienne":{"Base":"https://a.example/api/inserjeunes","Cle":"clé"}}""", "lettre accentuée")]
    [InlineData("""{"Ancienne":{"Base":"https://a.example/api/inserjeunes","Cle":"x","EnteteCle":"X Cle"}}""", "« X Cle »")]
    public void What_is_wrong_in_the_settings_is_told_at_start(string section, string told)
    {
        System.IO.File.WriteAllText(File, $$"""{"Exposition":{{section}}}""");

        Assert.Contains(ReglagesErreurs.De(new ConfigurationBuilder().AddJsonFile(File).Build()), e => e.Contains(told, StringComparison.Ordinal));
    }

    public void Dispose()
    {
        _services?.Dispose();
        _folder.Delete(recursive: true);
    }

    private ExpositionBascule Bascule()
    {
        var configuration = new ConfigurationBuilder().AddJsonFile(File, optional: false, reloadOnChange: true).Build();
        ChangeToken.OnChange(configuration.GetReloadToken, () => Interlocked.Increment(ref _reloads));
        _services = new ServiceCollection().Configure<ReglagesExposition>(configuration.GetSection(ReglagesExposition.Section)).BuildServiceProvider();
        var connexions = new ConnexionsReglees(_services.GetRequiredService<IOptionsMonitor<ReglagesExposition>>(), _clock, NullLogger<ConnexionsReglees>.Instance);
        return new ExpositionBascule(connexions, connexion => Sources.De(connexion), _logger, _minutes);
    }

    private void Write(ExpositionSimulator simulator, string generation, string? date = null)
    {
        var secret = Path.Combine(_folder.FullName, "secret");
        System.IO.File.WriteAllText(secret, "secret-de-demonstration\n");
        System.IO.File.WriteAllText(File, JsonSerializer.Serialize(new
        {
            Exposition = new
            {
                Generation = generation, BasculeLe = date,
                Ancienne = new { Base = simulator.Ancienne, Cle = "cle-ancienne" },
                Nouvelle = new { Base = simulator.Nouvelle, Jeton = simulator.Jetons, Client = "parcoursup", SecretFichier = secret },
            },
        }));
    }

    private static async Task<List<ReponseExposition>> CallAsync(ExpositionBascule bascule, CancellationToken stop)
    {
        var answers = new List<ReponseExposition>();
        while (!stop.IsCancellationRequested) answers.Add((await bascule.LireAsync(Question, default)).Reponse);
        return answers;
    }

    private static async Task UntilAsync(Func<bool> condition)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(5));
        while (!condition()) await Task.Delay(10, patience.Token);
    }

    private sealed class Kept<T> : ILogger<T>
    {
        private readonly List<string> _lines = [];

        public IReadOnlyList<string> Lines => _lines;

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            lock (_lines) _lines.Add(formatter(state, exception));
        }
    }
}
