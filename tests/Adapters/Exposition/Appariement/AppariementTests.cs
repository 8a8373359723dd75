using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Parcoursup.Gateway.Adapters.Exposition.Appariement;
using Parcoursup.Gateway.Adapters.Exposition.Fichiers;
using Parcoursup.Gateway.Domain.Exposition;
using Parcoursup.Gateway.Engine.Faces.Commandes;
using Parcoursup.Gateway.Simulators.Exposition;
using Parcoursup.Gateway.Tests.Adapters.Exposition.Support;

namespace Parcoursup.Gateway.Tests.Adapters.Exposition.Appariement;

/// <summary>Whole runs against a simulated API.</summary>
public abstract class AppariementTests : BaseTest
{
    private static readonly FicheExposition Salaire = new(null, null, Catalogue.Bts, "apprentissage", "2023", 900) { SalaireQ2 = 1620 };

    [Fact]
    public async Task Insertion_comes_from_the_formation_and_pay_from_the_certification()
    {
        await using var api = await Sources.SimulerAsync(Jeu(1, 2));
        var bilan = await LancerAsync(api, [1, 2, 3]);
        Assert.Equal(EtatExecution.Appliquee, bilan.Etat);
        Assert.Equal([Couverture.Couvert, Couverture.Couvert, Couverture.NonCouvert], bilan.Lignes.Select(l => l.Couverture));
        Assert.All(bilan.Lignes, l => Assert.Equal(1620m, l.Remuneration!.Enregistrement!.Salaire12MoisQ2));
        Assert.Equal(3, api.Appels.Formations);
        Assert.Equal(1, api.Appels.Certifications);
    }

    [Fact]
    public async Task Two_runs_on_the_same_inputs_write_the_same_bytes_whatever_the_order_of_lines()
    {
        await using var api = await Sources.SimulerAsync(Jeu(1, 2, 12));
        await LancerAsync(api, [1, 2, 3, 12]);
        var premiere = await File.ReadAllBytesAsync(Sortie.FullName);
        Horloge.Avancer(TimeSpan.FromDays(3));
        await LancerAsync(api, [12, 3, 2, 1]);
        Assert.Equal(premiere, await File.ReadAllBytesAsync(Sortie.FullName));
    }

    [Fact]
    public async Task A_list_run_finds_what_single_calls_find()
    {
        await using var api = await Sources.SimulerAsync(Jeu(1, 2, 12));
        await LancerAsync(api, [1, 2, 3, 12]);
        var unitaire = await File.ReadAllTextAsync(Sortie.FullName);
        Horloge.Avancer(TimeSpan.FromDays(1));
        await LancerAsync(api, [1, 2, 3, 12], d => d with { Mode = ModeAppel.Liste });
        Assert.Equal(unitaire, await File.ReadAllTextAsync(Sortie.FullName));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(9)]
    public async Task Resuming_anywhere_equals_not_stopping_and_asks_nothing_twice(int reponses)
    {
        int[] lignes = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10];
        await using var api = await Sources.SimulerAsync(Jeu(1, 4, 7, 9));
        using var arret = new CancellationTokenSource();
        var premiere = LancerAsync(api, lignes, ct: arret.Token);
        while (api.Appels.Formations < reponses && !premiere.IsCompleted) await Task.Delay(1);
        await arret.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => premiere).OrCompleted(premiere);
        var avant = await ConnuesAsync();

        var reprise = await LancerAsync(api, lignes, d => d with { Reprendre = true });
        var repris = await File.ReadAllTextAsync(Sortie.FullName);
        Assert.Equal(11, avant + reprise.Appels.Formations + reprise.Appels.Certifications);

        Horloge.Avancer(TimeSpan.FromDays(1));
        await LancerAsync(api, lignes);
        Assert.Equal(repris, await File.ReadAllTextAsync(Sortie.FullName));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(6)]
    public async Task Resuming_between_any_pages_of_the_lists_equals_not_stopping(int pages)
    {
        int[] lignes = [.. Enumerable.Range(1, 20)];
        await using var api = await Sources.SimulerAsync(
            Jeu(lignes), new ExpositionOptions { LimiteParMinute = 600_000, Rafale = 10_000, ItemsMaximum = 4 });
        // Pages overlap, and each is slow enough to be stopped at.
        api.Peches = new() { Chevauchement = 1, Lenteur = 1, LenteurMillisecondes = 30 };
        using var arret = new CancellationTokenSource();
        var premiere = LancerAsync(api, lignes, d => d with { Mode = ModeAppel.Liste }, arret.Token);
        while (api.Appels.Listes < pages && !premiere.IsCompleted) await Task.Delay(1);
        await arret.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => premiere).OrCompleted(premiere);

        await LancerAsync(api, lignes, d => d with { Mode = ModeAppel.Liste, Reprendre = true });
        var repris = await File.ReadAllBytesAsync(Sortie.FullName);
        var appels = api.Appels.Listes;

        Horloge.Avancer(TimeSpan.FromDays(1));
        await LancerAsync(api, lignes, d => d with { Mode = ModeAppel.Liste });
        Assert.Equal(repris, await File.ReadAllBytesAsync(Sortie.FullName));
        // What was under way when it was stopped may be asked for twice.
        Assert.InRange(appels, api.Appels.Listes - appels, api.Appels.Listes - appels + 1);
    }

    [Fact]
    public async Task An_outage_serves_the_last_known_data_with_its_date()
    {
        Catalogue catalogue;
        await using (var api = await Sources.SimulerAsync(Jeu(1)))
        {
            await LancerAsync(api, [1, 2]);
            catalogue = new Catalogue(Dossier);
        }

        var jour = Horloge.Now;
        Horloge.Avancer(TimeSpan.FromDays(30));
        var bilan = await Service<AppariementRun>().ExecuterAsync(Demande(catalogue, new Uri("http://127.0.0.1:9/api/inserjeunes")), default);
        Assert.Equal(EtatExecution.Appliquee, bilan.Etat);
        var ligne = bilan.Lignes[0];
        Assert.Equal((Couverture.Couvert, true, jour), (ligne.Couverture, ligne.EstDernierConnu, ligne.Insertion!.Reponse.Date));
        Assert.Contains(bilan.Avertissements, a => a.Motif.Contains("dernières données connues", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(nameof(ModeAppel.Unitaire))]
    [InlineData(nameof(ModeAppel.Liste))]
    public async Task Whoever_waits_is_told_of_each_line(string mode)
    {
        await using var api = await Sources.SimulerAsync(Jeu(1, 2));
        var suivi = new Suivi();

        await Service<AppariementRun>().ExecuterAsync(
            Demande(new Catalogue(Dossier).Ecrire([1, 2, 3]), api.Ancienne) with { Mode = Enum.Parse<ModeAppel>(mode) }, default, suivi);

        Assert.Equal([new(1, 3), new(2, 3), new(3, 3)], suivi.Dits.OrderBy(d => d.Faites));
    }

    [Fact]
    public async Task Where_nothing_can_be_said_the_run_takes_no_effect_until_a_person_is_content_with_it()
    {
        var demande = Demande(new Catalogue(Dossier).Ecrire([1]), new Uri("http://127.0.0.1:9/api/inserjeunes"));
        var bilan = await Service<AppariementRun>().ExecuterAsync(demande, default);
        Assert.Equal(EtatExecution.Incomplete, bilan.Etat);
        Assert.False(Sortie.Exists);
        Assert.Null(await Service<ExecutionBook>().DerniereAppliqueeAsync(default));
        Assert.Equal(EtatExecution.Appliquee, (await Service<AppariementRun>().ExecuterAsync(demande with { Confirmer = true }, default)).Etat);
    }

    [Fact]
    public async Task A_run_that_loses_too_many_covered_lines_is_held_until_a_person_confirms()
    {
        // One of them, 12, is under the threshold.
        int[] lignes = [.. Enumerable.Range(1, 102)];
        await using (var api = await Sources.SimulerAsync(Jeu(lignes))) await LancerAsync(api, lignes, d => d with { Mode = ModeAppel.Liste });
        var avant = await File.ReadAllTextAsync(Sortie.FullName);
        Horloge.Avancer(TimeSpan.FromDays(365));

        await using var vide = await Sources.SimulerAsync(Jeu(500));
        var retenue = await LancerAsync(vide, lignes, d => d with { Mode = ModeAppel.Liste });
        Assert.Equal(EtatExecution.Retenue, retenue.Etat);
        Assert.Contains("101 lignes couvertes sur 101", retenue.Message, StringComparison.Ordinal);
        Assert.Equal(avant, await File.ReadAllTextAsync(Sortie.FullName));
        Assert.Equal(101, (await RapportAsync()).Couvert);

        await LancerAsync(vide, lignes, d => d with { Mode = ModeAppel.Liste, Reprendre = true, Confirmer = true });
        var rapport = await RapportAsync();
        Assert.Equal((0, 101), (rapport.Couvert, rapport.Differences.Perdues));
    }

    [Fact]
    public async Task The_report_adds_up_and_says_what_changed_and_why()
    {
        await using (var api = await Sources.SimulerAsync(Jeu(1, 2))) await LancerAsync(api, [1, 2, 3]);
        Horloge.Avancer(TimeSpan.FromDays(365));
        await using var suivante = await Sources.SimulerAsync(Jeu(2, 3));
        await LancerAsync(suivante, [1, 2, 3]);
        var rapport = await RapportAsync();
        Assert.Equal((3, 2, 0, 1), (rapport.Total, rapport.Couvert, rapport.SousLeSeuil, rapport.NonCouvert));
        Assert.Equal(1, rapport.Raisons.Values.Sum());
        Assert.Equal(("BTS - PRODUCTION", "App.", "Oui", 3),
            (rapport.Lignes[0].Type, rapport.Lignes[0].Filiere, rapport.Lignes[0].Scope, rapport.Lignes[0].Total));
        Assert.Equal(["1", "3"], rapport.Differences.Lignes.Select(l => l.Cle));
        Assert.All(rapport.Differences.Lignes, l => Assert.NotEmpty(l.Motif));
    }

    [Fact]
    public async Task Lists_that_were_loaded_are_taken_for_new_by_the_run_that_follows_and_only_by_it()
    {
        var (book, chargees) = (Service<ExecutionBook>(), Horloge.GetUtcNow());
        Assert.Equal(DateTimeOffset.UnixEpoch, await book.ReponsesDepuisAsync(reprendre: true, default));
        await book.ChargeAsync(chargees, new DateOnly(2026, 2, 12), "api", null, default);
        Horloge.Avancer(TimeSpan.FromHours(1));
        Assert.Equal(chargees, await book.ReponsesDepuisAsync(reprendre: false, default));
        await book.CommencerAsync(chargees, new DateOnly(2026, 2, 12), "api", null, default);
        Assert.Equal(Horloge.GetUtcNow(), await book.ReponsesDepuisAsync(reprendre: false, default));
        Assert.Equal(chargees, await book.ReponsesDepuisAsync(reprendre: true, default));
    }

    [Fact]
    public async Task From_year_to_year_a_list_gives_what_single_calls_give()
    {
        var jeu = Jeu(1) with
        {
            Formations =
            [
                Sources.Fiche(Catalogue.Uai(1), Catalogue.Bts, "2022_2023"), Sources.Fiche(Catalogue.Uai(1), Catalogue.Bts, "2021_2022"),
                Sources.Fiche(Catalogue.Uai(2), Catalogue.Bts, "2020_2021"),
            ],
        };
        await using var api = await Sources.SimulerAsync(jeu);
        foreach (var mode in (ModeAppel[])[ModeAppel.Unitaire, ModeAppel.Liste])
        {
            var bilan = await LancerAsync(
                api, [1, 2], d => d with { Mode = mode, Millesime = "2021_2022", RepliMillesime = true, Confirmer = true });
            Assert.Equal(["2021_2022", "2020_2021"], bilan.Lignes.Select(l => l.Insertion?.Enregistrement?.Millesime));
            Horloge.Avancer(TimeSpan.FromDays(1));
        }
    }

    [Fact]
    public async Task A_catalogue_that_cannot_be_taken_is_refused()
    {
        var demande = Demande(new Catalogue(Dossier).Ecrire([]), new Uri("http://127.0.0.1:9/api/inserjeunes"));
        await Assert.ThrowsAsync<EntreeRefuseeException>(() => Service<AppariementRun>().ExecuterAsync(demande, default));
    }

    private FileInfo Sortie => new Catalogue(Dossier).Sortie;

    private sealed class Suivi : IProgress<AvancementLignes>
    {
        public System.Collections.Concurrent.ConcurrentBag<AvancementLignes> Dits { get; } = [];

        public void Report(AvancementLignes value) => Dits.Add(value);
    }

    private static JeuExposition Jeu(params int[] couvertes) => new()
    {
        Formations = [.. couvertes.Select(i => Sources.Fiche(Catalogue.Uai(i), Catalogue.Bts, n: i == 12 ? 5 : 40))], Certifications = [Salaire],
        Etablissements = [.. Enumerable.Range(1, 200).Select(Catalogue.Uai)],
    };

    private static DemandeAppariement Demande(Catalogue catalogue, Uri api) => new(catalogue.Entree, catalogue.Nomenclatures,
        new(api, "cle-ancienne"), ModeAppel.Unitaire, Reprendre: false, Confirmer: false, null, RepliMillesime: false, catalogue.Sortie);

    private Task<BilanAppariement> LancerAsync(
        ExpositionSimulator api, int[] lignes, Func<DemandeAppariement, DemandeAppariement>? autrement = null, CancellationToken ct = default)
    {
        var demande = Demande(new Catalogue(Dossier).Ecrire(lignes), api.Ancienne);
        return Service<AppariementRun>().ExecuterAsync(autrement?.Invoke(demande) ?? demande, ct);
    }

    private async Task<RapportView> RapportAsync() => JsonSerializer.Deserialize<RapportView>(
        (await Service<ExecutionBook>().DerniereAppliqueeAsync(default))!.Rapport!, CommandOutput.Options)!;

    private async Task<int> ConnuesAsync()
    {
        var connues = 0;
        var api = Service<Parcoursup.Gateway.Adapters.Exposition.Protocol.IExpositionClients>().Ouvrir(new(new Uri("http://127.0.0.1:9/api/inserjeunes")));
        await foreach (var _ in api.ConnuesAsync(DateTimeOffset.MinValue, default)) connues++;
        return connues;
    }
}

public sealed class AppariementTestsOnSqlite : AppariementTests
{
    protected override bool SurPostgres => false;
}

public sealed class AppariementTestsOnPostgres : AppariementTests
{
    protected override bool SurPostgres => true;
}
