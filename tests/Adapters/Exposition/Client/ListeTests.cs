using Parcoursup.Gateway.Adapters.Exposition.Protocol;
using Parcoursup.Gateway.Domain.Exposition;
using Parcoursup.Gateway.Simulators.Exposition;
using Parcoursup.Gateway.Tests.Adapters.Exposition.Protocol;
using Parcoursup.Gateway.Tests.Adapters.Exposition.Support;

namespace Parcoursup.Gateway.Tests.Adapters.Exposition.Client;

/// <summary>Whole lists, whatever their pages do.</summary>
public abstract class ListeTests : BaseTest
{
    private static readonly JeuExposition Jeu = new()
    {
        Formations = [.. Enumerable.Range(0, 95).SelectMany(i => new[]
        {
            Sources.Fiche($"07500{i:00}A", "40025214"), Sources.Fiche($"07500{i:00}A", "40025214", "2021_2022"),
        })],
    };

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(15)]
    public async Task Every_record_comes_once_however_the_pages_overlap(int overlap)
    {
        await using var simulator = await SimulerAsync();
        simulator.Peches = new() { Chevauchement = overlap, NomDuSchema = overlap == 7 };

        var (records, pages) = await ListerAsync(Ouvrir(simulator), null);

        Assert.Equal(190, records.Count);
        Assert.Equal(190, records.Select(r => (r.Uai, r.CodeCertification, r.Millesime)).Distinct().Count());
        Assert.All(pages, page => Assert.Null(page.Echec));
        Assert.All(pages, page => Assert.Empty(page.Avertissements));
        Assert.Equal(simulator.Appels.Listes, pages.Count);
    }

    [Fact]
    public async Task A_list_costs_one_call_a_page()
    {
        await using var simulator = await SimulerAsync();
        var api = Ouvrir(simulator);

        await ListerAsync(api, null);

        Assert.Equal(10, simulator.Appels.Listes);
        Assert.Equal(10, api.Appels.Formations);
    }

    [Fact]
    public async Task What_unsorted_pages_lose_is_told()
    {
        await using var simulator = await SimulerAsync();
        simulator.Peches = new() { LignesPerdues = 3 };

        var (records, pages) = await ListerAsync(Ouvrir(simulator), null);

        Assert.Equal(187, records.Count);
        Assert.Contains("annonce 190", Assert.Single(pages.SelectMany(p => p.Avertissements)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_list_that_grows_meanwhile_is_read_to_its_new_end()
    {
        await using var simulator = await SimulerAsync();
        var records = new List<EnregistrementExposition>();
        var told = new List<string>();

        await foreach (var page in Ouvrir(simulator).ListerAsync(RouteExposition.Formations, null, null, default))
        {
            records.AddRange(page.Enregistrements);
            told.AddRange(page.Avertissements);
            if (page.Page == 2)
                simulator.Jeu = new() { Formations = [.. Jeu.Formations, .. Enumerable.Range(0, 50).Select(i => Sources.Fiche($"13000{i:00}B", "40025214"))] };
        }

        Assert.Equal(240, records.Count);
        Assert.Contains("a changé pendant sa lecture", Assert.Single(told), StringComparison.Ordinal);
    }

    [Fact]
    public async Task After_a_failure_it_goes_on_where_it_stopped()
    {
        await using var simulator = await SimulerAsync();
        var start = Horloge.GetUtcNow();
        await foreach (var page in Ouvrir(simulator).ListerAsync(RouteExposition.Formations, null, start, default))
            if (page.Page == 4) simulator.Peches = new() { AncienneFermee = true };
            else if (page.Page == 5) Assert.NotNull(page.Echec);
        simulator.Peches = new();
        var before = simulator.Appels.Listes;
        Horloge.Avancer(TimeSpan.FromMinutes(5));

        var (records, _) = await ListerAsync(Ouvrir(simulator, Noeud()), start);

        Assert.Equal(190, records.Count);
        Assert.Equal(6, simulator.Appels.Listes - before);
    }

    [Fact]
    public async Task Pages_of_another_size_lose_no_record_when_a_list_goes_on()
    {
        var start = Horloge.GetUtcNow();
        await using (var simulator = await SimulerAsync())
            await foreach (var page in Ouvrir(simulator).ListerAsync(RouteExposition.Formations, null, start, default))
                if (page.Page == 4) break;
        await using var other = await Sources.SimulerAsync(
            Jeu, new ExpositionOptions { LimiteParMinute = 600_000, Rafale = 10_000, ItemsMaximum = 7 });

        var (records, pages) = await ListerAsync(Ouvrir(other, Noeud()), start);

        Assert.All(pages, page => Assert.Null(page.Echec));
        Assert.Equal(190, records.Select(r => (r.Uai, r.CodeCertification, r.Millesime)).Distinct().Count());
        Assert.Equal(190, records.Count);
    }

    [Theory]
    [InlineData("1000000000")]
    [InlineData("99999999999")]
    public async Task A_list_that_never_ends_is_given_up(string pages)
    {
        await using var server = new RawServer(RawServer.Json(
            $$$"""{"formations":[{"uai":"0750001A","code_certification":"40025214"}],"pagination":{"nombre_de_page":{{{pages}}}}}"""));

        var (records, read) = await ListerAsync(Service<IExpositionClients>().Ouvrir(new(server.Url)), null);

        Assert.Single(records);
        Assert.Contains("n'en finit pas", read[^1].Echec, StringComparison.Ordinal);
        Assert.InRange(server.Appels, 2, 60);
    }

    [Fact]
    public async Task What_a_list_holds_is_not_asked_singly()
    {
        await using var simulator = await SimulerAsync();
        var api = Ouvrir(simulator);
        await ListerAsync(api, null);

        var last = await api.LireAsync(Sources.Formation("0750001A", "40025214"), null, default);
        var former = await api.LireAsync(Sources.Formation("0750001A", "40025214", "2022"), null, default);
        var absent = await api.LireAsync(Sources.Formation("0750001A", "49999999"), null, default);

        Assert.Equal("2022_2023", Assert.IsType<ReponseExposition.Trouve>(last.Reponse).Enregistrement.Millesime);
        Assert.Equal("2021_2022", Assert.IsType<ReponseExposition.Trouve>(former.Reponse).Enregistrement.Millesime);
        // That something is absent only a single call tells: unsorted pages lose rows.
        Assert.IsType<ReponseExposition.Inconnu>(absent.Reponse);
        Assert.Equal(1, simulator.Appels.Formations);
    }

    [Fact]
    public async Task A_list_without_a_key_is_a_failure_that_says_so()
    {
        await using var simulator = await SimulerAsync();
        var api = Service<IExpositionClients>().Ouvrir(new(simulator.Ancienne));

        var (records, pages) = await ListerAsync(api, null);

        Assert.Empty(records);
        Assert.Contains("vérifier la clé", Assert.Single(pages).Echec, StringComparison.Ordinal);
    }

    private static Task<ExpositionSimulator> SimulerAsync() => Sources.SimulerAsync(
        Jeu, new ExpositionOptions { LimiteParMinute = 600_000, Rafale = 10_000, ItemsMaximum = 20 });

    private IExpositionApi Ouvrir(ExpositionSimulator simulator, IServiceProvider? node = null) =>
        ((IExpositionClients)(node?.GetService(typeof(IExpositionClients)) ?? Service<IExpositionClients>())).Ouvrir(Sources.Ancienne(simulator));

    private static async Task<(List<EnregistrementExposition> Records, List<PageExposition> Pages)> ListerAsync(
        IExpositionApi api, DateTimeOffset? pasAvant)
    {
        var pages = new List<PageExposition>();
        await foreach (var page in api.ListerAsync(RouteExposition.Formations, null, pasAvant, default)) pages.Add(page);
        return ([.. pages.SelectMany(page => page.Enregistrements)], pages);
    }

    public sealed class OnSqlite : ListeTests
    {
        protected override bool SurPostgres => false;
    }

    public sealed class OnPostgres : ListeTests
    {
        protected override bool SurPostgres => true;
    }
}
