using Parcoursup.Gateway.Demo.Scenario;
using Parcoursup.Gateway.Simulators.Apogee;
using Parcoursup.Gateway.Simulators.Fregata;
using Parcoursup.Gateway.Simulators.Parcoursup;
using Parcoursup.Gateway.Simulators.Scolarix;

namespace Parcoursup.Gateway.Demo.Play;

/// <summary>The systems around the gateway.</summary>
internal sealed record Simulateurs(
    ParcoursupSimulator Parcoursup, ApogeeSimulator Apogee, FregataSimulator Fregata, ScolarixSimulator Scolarix, DossiersScolarix Dossiers)
    : IAsyncDisposable
{
    /// <summary>Where the folders lie that they share with the gateway: apart from its own.</summary>
    public const string Echanges = "echanges";

    public static async Task<Simulateurs> StartAsync(
        DemoOptions options, Ports ports, Uri passerelle, DirectoryInfo dossier, TimeProvider clock, CancellationToken cancellationToken)
    {
        var echange = dossier.CreateSubdirectory(Path.Combine(Echanges, "scolarix"));
        var dossiers = new DossiersScolarix(echange.CreateSubdirectory("instantanes").FullName,
            echange.CreateSubdirectory("retour").FullName);
        return new Simulateurs(
            await ParcoursupSimulator.StartAsync(OptionsParcoursup(options, ports), clock, cancellationToken),
            await ApogeeSimulator.StartAsync(OptionsApogee(options, ports), clock, cancellationToken),
            await FregataSimulator.StartAsync(OptionsFregata(ports, passerelle), cancellationToken),
            await ScolarixSimulator.StartAsync(OptionsScolarix(ports, dossiers), cancellationToken),
            dossiers);
    }

    public async ValueTask DisposeAsync()
    {
        await Parcoursup.DisposeAsync();
        await Apogee.DisposeAsync();
        await Fregata.DisposeAsync();
        await Scolarix.DisposeAsync();
    }

    private static ParcoursupOptions OptionsParcoursup(DemoOptions options, Ports ports) => new()
    {
        Port = ports.Parcoursup,
        Graine = options.Graine,
        CandidatTest = ConfigurationDemo.CandidatTest,
        PousseesSimultanees = 24,
    };

    private static ApogeeOptions OptionsApogee(DemoOptions options, Ports ports) => new()
    {
        Port = ports.Apogee,
        Graine = options.Graine,
        Login = Secrets.Apogee.Login,
        MotDePasse = Secrets.Apogee.MotDePasse,
        Release = new Version(6, 50),
        VetsConnues = Formations.Toutes
            .SelectMany(f => new[] { f.Oui, f.OuiSi3, f.OuiSi4, f.Bascule?.Oui })
            .OfType<Scenario.Vet>()
            .Select(v => new Simulators.Apogee.Vet(v.CodCge, v.CodEtp, v.CodVrsVet))
            .ToHashSet(),
    };

    private static FregataOptions OptionsFregata(Ports ports, Uri passerelle) => new()
    {
        Port = ports.Fregata,
        Passerelle = passerelle,
        Uai = Etablissements.Lycee.Uai,
        Login = Secrets.Fregata.Login,
        MotDePasse = Secrets.Fregata.MotDePasse,
    };

    private static ScolarixOptions OptionsScolarix(Ports ports, DossiersScolarix dossiers) => new()
    {
        Port = ports.Scolarix,
        Etablissement = Etablissements.Lagune.Code,
        Session = Campagne.Session,
        Dossier = dossiers.Instantanes,
        DossierRetour = dossiers.Retour,
    };
}
