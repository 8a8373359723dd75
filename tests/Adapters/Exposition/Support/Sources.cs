using Parcoursup.Gateway.Adapters.Exposition.Protocol;
using Parcoursup.Gateway.Adapters.Exposition.Protocol.Http;
using Parcoursup.Gateway.Domain.Exposition;
using Parcoursup.Gateway.Simulators.Exposition;

namespace Parcoursup.Gateway.Tests.Adapters.Exposition.Support;

/// <summary>Makes clients that do not let a test wait.</summary>
internal static class Sources
{
    public static readonly ReglagesAppel Rapides = ReglagesAppel.Usuels with
    {
        PremierDelai = TimeSpan.FromMilliseconds(1), ParMinute = 60_000, Rafale = 1_000,
    };

    public static ExpositionSource De(ConnexionExposition connexion, ReglagesAppel? reglages = null, TimeProvider? time = null)
    {
        reglages ??= Rapides;
        return new ExpositionSource(connexion, reglages, new DebitLocal(reglages), time ?? TimeProvider.System);
    }

    public static ConnexionExposition Ancienne(ExpositionSimulator simulator) => new(simulator.Ancienne, "cle-ancienne");

    public static ConnexionExposition Nouvelle(ExpositionSimulator simulator) => new(
        simulator.Nouvelle, null, null, simulator.Jetons, "parcoursup", "secret-de-demonstration");

    public static CodeCertification Code(string texte) => CodeCertification.Lire(texte).Code!.Value;

    public static DemandeExposition Formation(string uai, string code, string? millesime = null) =>
        DemandeExposition.Formation(uai, Code(code), millesime);

    public static Task<ExpositionSimulator> SimulerAsync(JeuExposition jeu, ExpositionOptions? options = null, TimeProvider? time = null) =>
        ExpositionSimulator.StartAsync(
            options ?? new ExpositionOptions { LimiteParMinute = 600_000, Rafale = 10_000 }, jeu, time ?? TimeProvider.System,
            TestContext.Current.CancellationToken);

    /// <summary>A record that is covered.</summary>
    public static FicheExposition Fiche(string uai, string code, string millesime = "2022_2023", string filiere = "apprentissage", int? n = 40) =>
        new(uai, null, code, filiere, millesime, n) { TauxEnFormation = 30, TauxEnEmploi6Mois = 50 };
}
