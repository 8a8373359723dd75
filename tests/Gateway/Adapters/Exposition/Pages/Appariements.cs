using System.Globalization;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Parcoursup.Gateway.Adapters.Exposition.Appariement;
using Parcoursup.Gateway.Adapters.Exposition.Protocol;
using Parcoursup.Gateway.Gateway.Tests.Hosting;
using Parcoursup.Gateway.Simulators.Exposition;

namespace Parcoursup.Gateway.Gateway.Tests.Adapters.Exposition.Pages;

/// <summary>Matchings of a small catalogue of apprentices of one BTS: 1 and 2 are covered, 3 is under the threshold, 4 is unknown there.</summary>
internal sealed class Appariements(GatewayInstance gateway) : IAsyncDisposable
{
    private const string Bts = "32020116";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("exposition-");
    private ExpositionSimulator? _api;

    private FileInfo Entree => new(Path.Combine(_folder.FullName, "catalogue.csv"));

    private DirectoryInfo Nomenclatures => new(Path.Combine(_folder.FullName, "nomenclatures"));

    public static string Uai(int i) => $"{i:0000000}A";

    /// <summary>What the API knows: a record of each of these établissements, of so many pupils.</summary>
    public async Task ApiAsync(params (int Numero, int Eleves)[] fiches)
    {
        var jeu = new JeuExposition
        {
            Formations = [.. fiches.Select(f => new FicheExposition(Uai(f.Numero), null, Bts, "apprentissage", "2022_2023", f.Eleves)
            {
                TauxEnFormation = 30, TauxEnEmploi6Mois = 50,
            })],
            Certifications = [new FicheExposition(null, null, Bts, "apprentissage", "2023", 900) { SalaireQ1 = 1450, SalaireQ2 = 1620, SalaireQ3 = 1800 }],
            Etablissements = [.. Enumerable.Range(1, 4).Select(Uai)],
        };
        if (_api is null)
            _api = await ExpositionSimulator.StartAsync(new ExpositionOptions { LimiteParMinute = 600_000, Rafale = 10_000 }, jeu, TimeProvider.System, default);
        else _api.Jeu = jeu;
    }

    public async Task<string> LancerAsync(bool confirmer = false, Uri? api = null)
    {
        Ecrire();
        var done = await gateway.Services.GetRequiredService<AppariementRun>().ExecuterAsync(new DemandeAppariement(
            Entree, Nomenclatures, new ConnexionExposition(api ?? _api!.Ancienne, "cle-ancienne"), ModeAppel.Unitaire, Reprendre: false, confirmer,
            Millesime: null, RepliMillesime: false, new FileInfo(Path.Combine(_folder.FullName, "sortie.csv"))), default);
        return done.Etat.ToString();
    }

    public async ValueTask DisposeAsync()
    {
        if (_api is not null) await _api.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    private void Ecrire()
    {
        var lines = new StringBuilder("UAI_GES;UAI_COMPOSANTE;UAI_AFF;LIBFORMATION;CODEMEF;CODECFD;CODESISE;CODEFORMATIONINSCRIPTION;CODEFORMATIONACCUEIL;LISTE_RNCP;LISTE_IDEO;ID_RCO;APPRENTISSAGEOUSCOLAIRE\n");
        for (var i = 1; i <= 4; i++)
            lines.Append(CultureInfo.InvariantCulture, $";{Uai(i)};{Uai(i)};BTS - Production;;{Bts};;{1000 + i};{i};35341;FOR.1;;Apprentissage\n");
        File.WriteAllText(Entree.FullName, lines.ToString());
        Nomenclatures.Create();
        File.WriteAllText(Path.Combine(Nomenclatures.FullName, "n_formation_diplome.csv"), $"LIBELLE_COURT;FORMATION_DIPLOME;DATE_OUVERTURE;ANCIEN_DIPLOME_1\nBTS;{Bts};01/09/2010;\n");
        File.WriteAllText(Path.Combine(Nomenclatures.FullName, "perimetre.csv"), "Type diplôme;Filiere;Scope\nBTS - PRODUCTION;App.;Oui\n");
    }
}
