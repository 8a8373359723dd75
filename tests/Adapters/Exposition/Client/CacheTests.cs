using Parcoursup.Gateway.Adapters.Exposition.Protocol;
using Parcoursup.Gateway.Domain.Exposition;
using Parcoursup.Gateway.Simulators.Exposition;
using Parcoursup.Gateway.Tests.Adapters.Exposition.Protocol;
using Parcoursup.Gateway.Tests.Adapters.Exposition.Support;

namespace Parcoursup.Gateway.Tests.Adapters.Exposition.Client;

/// <summary>What was answered is not asked again, and never taken for the answer to another question.</summary>
public abstract class CacheTests : BaseTest
{
    private static readonly JeuExposition Jeu = new()
    {
        Formations =
        [
            Sources.Fiche("0750001A", "40025214"), Sources.Fiche("0750001A", "40025214", "2021_2022", n: 25),
            Sources.Fiche("0750001A", "24725214311", filiere: "pro"), Sources.Fiche("0750002B", "40025214", n: 12),
        ],
        Certifications = [new FicheExposition(null, null, "40025214", "apprentissage", "2023", 900) { SalaireQ2 = 1500 }],
    };

    private static readonly DemandeExposition Connue = Sources.Formation("0750001A", "40025214");

    [Fact]
    public async Task An_answer_is_given_again_without_a_call_even_by_another_process()
    {
        await using var simulator = await Sources.SimulerAsync(Jeu);
        var first = await Ouvrir(simulator).LireAsync(Connue, null, default);
        Horloge.Avancer(TimeSpan.FromDays(3));

        var second = await Ouvrir(simulator, Noeud()).LireAsync(Connue, null, default);

        Assert.Equal(1, simulator.Appels.Formations);
        Assert.Equal(first.Date, second.Date);
        Assert.False(second.DerniereConnue);
        Assert.Equal(Trouve(first).TauxEnEmploi6Mois, Trouve(second).TauxEnEmploi6Mois);
    }

    [Theory]
    [InlineData("0750009Z", "40025214", nameof(ReponseExposition.EtablissementInconnu))]
    [InlineData("0750001A", "49999999", nameof(ReponseExposition.Inconnu))]
    public async Task A_negative_answer_is_kept_too(string uai, string code, string kind)
    {
        await using var simulator = await Sources.SimulerAsync(Jeu);
        var api = Ouvrir(simulator);
        await api.LireAsync(Sources.Formation(uai, code), null, default);

        var again = await api.LireAsync(Sources.Formation(uai, code), null, default);

        Assert.Equal(kind, again.Reponse.GetType().Name);
        Assert.Equal(1, simulator.Appels.Formations);
    }

    [Fact]
    public async Task The_millesimes_that_there_are_survive()
    {
        await using var simulator = await Sources.SimulerAsync(Jeu);
        var api = Ouvrir(simulator);
        var question = Sources.Formation("0750001A", "40025214", "2018_2019");
        await api.LireAsync(question, null, default);

        var sans = Assert.IsType<ReponseExposition.SansMillesime>((await api.LireAsync(question, null, default)).Reponse);

        Assert.Equal(["2022_2023", "2021_2022"], sans.Disponibles);
    }

    [Fact]
    public async Task Millesime_way_place_and_route_are_all_part_of_the_key()
    {
        await using var simulator = await Sources.SimulerAsync(Jeu);
        var api = Ouvrir(simulator);
        DemandeExposition[] questions =
        [
            Connue, Sources.Formation("0750001A", "40025214", "2021_2022"), Sources.Formation("0750001A", "24725214311"),
            Sources.Formation("0750002B", "40025214"), DemandeExposition.Certification(Sources.Code("40025214"), null),
            DemandeExposition.Certification(Sources.Code("SISE:2500249"), null),
        ];
        var asked = new List<ReponseExposition>();
        foreach (var question in questions) asked.Add((await api.LireAsync(question, null, default)).Reponse);

        var kept = new List<ReponseExposition>();
        foreach (var question in questions) kept.Add((await api.LireAsync(question, null, default)).Reponse);

        Assert.Equal(asked.Select(Describe), kept.Select(Describe));
        Assert.Equal(["40|2022_2023|", "25|2021_2022|", "40|2022_2023|", "12|2022_2023|", "900|2023|1500", nameof(ReponseExposition.Inconnu)],
            kept.Select(Describe));
        Assert.Equal((4, 2), (simulator.Appels.Formations, simulator.Appels.Certifications));
    }

    [Fact]
    public async Task What_is_older_than_was_asked_for_is_asked_anew()
    {
        await using var simulator = await Sources.SimulerAsync(Jeu);
        var api = Ouvrir(simulator);
        await api.LireAsync(Connue, null, default);
        Horloge.Avancer(TimeSpan.FromHours(1));
        var since = Horloge.GetUtcNow();
        simulator.Jeu = Jeu with { Formations = [Sources.Fiche("0750001A", "40025214", n: 77)] };

        Assert.Equal(77, Trouve(await api.LireAsync(Connue, since, default)).NbAnneeTerm);
        Assert.Equal(77, Trouve(await api.LireAsync(Connue, since, default)).NbAnneeTerm);
        Assert.Equal(2, simulator.Appels.Formations);
    }

    [Fact]
    public async Task While_the_API_is_out_of_order_the_last_known_is_given_with_its_date()
    {
        await using var simulator = await Sources.SimulerAsync(Jeu);
        var api = Ouvrir(simulator);
        var before = await api.LireAsync(Connue, null, default);
        Horloge.Avancer(TimeSpan.FromDays(30));
        simulator.Peches = new() { AncienneFermee = true };

        var now = await api.LireAsync(Connue, Horloge.GetUtcNow(), default);

        Assert.True(now.DerniereConnue);
        Assert.Equal(before.Date, now.Date);
        Assert.Equal(40, Trouve(now).NbAnneeTerm);
        Assert.Contains("n'est pas le JSON de l'API", now.Panne, StringComparison.Ordinal);
        // What was never known stays unknown, and a failure is not kept as an answer.
        var never = Sources.Formation("0750002B", "40025214");
        Assert.IsType<ReponseExposition.Echec>((await api.LireAsync(never, null, default)).Reponse);
        simulator.Peches = new();
        Assert.Equal(12, Trouve(await api.LireAsync(never, null, default)).NbAnneeTerm);
    }

    [Fact]
    public async Task All_that_is_known_comes_at_once()
    {
        await using var simulator = await Sources.SimulerAsync(Jeu);
        var api = Ouvrir(simulator);
        await api.LireAsync(Sources.Formation("0750002B", "40025214"), null, default);
        Horloge.Avancer(TimeSpan.FromMinutes(1));
        var since = Horloge.GetUtcNow();
        await api.LireAsync(Connue, null, default);
        await api.LireAsync(DemandeExposition.Certification(Sources.Code("SISE:2500249"), "2023"), null, default);

        var known = new Dictionary<DemandeExposition, LectureExposition>();
        await foreach (var (question, answer) in api.ConnuesAsync(since, default)) known.Add(question, answer);

        Assert.Equal(2, known.Count);
        Assert.Equal(40, Trouve(known[Connue]).NbAnneeTerm);
        Assert.IsType<ReponseExposition.Inconnu>(known[DemandeExposition.Certification(Sources.Code("SISE:2500249"), "2023")].Reponse);
    }

    [Fact]
    public async Task Whoever_calls_at_once_with_faults_in_between_gets_every_answer()
    {
        await using var simulator = await Sources.SimulerAsync(Jeu);
        await JetonTests.PanneAsync(simulator, """{"type":"503","nombre":3}""");
        await JetonTests.PanneAsync(simulator, """{"type":"corpsCoupe","nombre":2}""");
        await JetonTests.PanneAsync(simulator, """{"type":"html404","nombre":2}""");
        var api = Ouvrir(simulator, Noeud(TimeProvider.System));

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(i =>
            api.LireAsync(Sources.Formation("0750001A", $"CFD:400252{i:00}"), null, default)));

        Assert.DoesNotContain(answers, a => a.Reponse is ReponseExposition.Echec);
    }

    internal IExpositionApi Ouvrir(ExpositionSimulator simulator, IServiceProvider? node = null) =>
        ((IExpositionClients)(node?.GetService(typeof(IExpositionClients)) ?? Service<IExpositionClients>())).Ouvrir(Sources.Ancienne(simulator));

    private static EnregistrementExposition Trouve(LectureExposition lecture) =>
        Assert.IsType<ReponseExposition.Trouve>(lecture.Reponse).Enregistrement;

    private static string Describe(ReponseExposition reponse) => reponse is ReponseExposition.Trouve { Enregistrement: var e }
        ? $"{e.NbAnneeTerm}|{e.Millesime}|{e.Salaire12MoisQ2}" : reponse.GetType().Name;

    public sealed class OnSqlite : CacheTests
    {
        protected override bool SurPostgres => false;
    }

    public sealed class OnPostgres : CacheTests
    {
        protected override bool SurPostgres => true;
    }
}
