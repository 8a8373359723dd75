using Parcoursup.Gateway.Demo.Oracle;
using Parcoursup.Gateway.Demo.Reporting;
using Parcoursup.Gateway.Demo.Scenario;
using Parcoursup.Gateway.Simulators.Scolarix;

namespace Parcoursup.Gateway.Demo.Play;

/// <summary>The afternoon of the university on Scolarix: préinscriptions, the return of the day, the snapshot and its import.</summary>
internal sealed class JourneeScolarix(Installation installation, Parcours parcours, IEcran ecran, ICollection<string> anomalies,
    TimeProvider clock)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private int _dernier;
    private string? _retour;

    private GatewayApi Api => installation.Apis[Etablissements.Lagune];

    public async Task DeclarerAsync(IEnumerable<Declaration> declarations, CancellationToken cancellationToken)
    {
        foreach (var declaration in declarations)
            await Api.DeclarerTitulaireAsync(declaration.Candidat, declaration.Titulaire, cancellationToken);
    }

    /// <summary>Students and gestionnaires, then the file of the day (seed 003 §2).</summary>
    public async Task InscrireAsync(Etape etape, CancellationToken cancellationToken)
    {
        foreach (var tentative in etape.Evenements.OfType<TentativePreinscription>())
            installation.Scolarix.Preinscrire(tentative.Candidat);

        var inscriptions = etape.Evenements.OfType<Inscription>()
            .Where(i => Formations.De(i.Formation).Etablissement == Etablissements.Lagune).ToList();
        var matin = etape.Jour.ToDateTime(new TimeOnly(9, 0));
        foreach (var inscription in inscriptions)
        {
            var refus = installation.Scolarix.Preinscrire(inscription.Candidat);
            // Whoever has begun before may have left the base since.
            var suite = installation.Scolarix.Inscrire(new InscriptionScolarix(
                inscription.Candidat, inscription.Payee, inscription.Annulee, matin,
                parcours.APlusieursVoeux(inscription.Candidat, Etablissements.Lagune) ? inscription.Formation : null,
                inscription.Type == "Principale" ? null : inscription.Type));
            if (suite is not null)
                anomalies.Add($"Scolarix : le candidat {inscription.Candidat} ne peut pas s'inscrire : {refus ?? suite}");
        }

        _retour = await installation.Scolarix.RendreAsync(etape.Jour, cancellationToken);
        if (_retour is not null)
            ecran.Dire(
                $"   Scolarix : {Accord.De(inscriptions.Count, "IA rendue", "IA rendues")} "
                + $"({Accord.De(inscriptions.Count(i => i.Annulee), "annulée")}, "
                + $"{Accord.De(inscriptions.Count(i => !i.Payee), "non payée", "non payées")})");
    }

    /// <summary>Before the publication there is no snapshot, and the gateway says from when (rule G1).</summary>
    public async Task RefuserAsync(CancellationToken cancellationToken)
    {
        var (status, message) = await Api.EcrireInstantaneAsync(cancellationToken);
        ecran.Dire($"   Scolarix : {message}");
        if (status != 409 || !DitLaPublication(message))
            anomalies.Add($"Scolarix : avant la publication, un instantané a répondu {status} : {message}");
    }

    /// <summary>Before the evening: whatever is numbered higher afterwards was made then.</summary>
    public async Task NoterAsync(CancellationToken cancellationToken) =>
        _dernier = (await Api.InstantanesAsync(cancellationToken)).Select(i => i.Numero).DefaultIfEmpty().Max();

    /// <summary>The evening's snapshot, confirmed where the guard asks, and its import (seed 003 §3).</summary>
    /// <param name="surDemande">Somebody asks for it; else it is the daily one.</param>
    public async Task ImporterAsync(ScolarixAttendu attendu, bool surDemande, CancellationToken cancellationToken)
    {
        if (surDemande)
        {
            var (status, message) = await Api.EcrireInstantaneAsync(cancellationToken);
            if (status is not (200 or 202))
                anomalies.Add($"Scolarix : l'instantané demandé a répondu {status} : {message}");
        }

        var publie = await AttendreAsync(attendu, surDemande, cancellationToken);
        var import = installation.Scolarix.Importer();
        ecran.Dire($"   Scolarix, instantané {import.Numero} : {import.Message}, {Accord.De(import.Entres, "entré")}, "
            + $"{Accord.De(import.Sortis, "sorti")}");
        if (await Api.PremierMouvementAsync(publie.Numero, "Sortie", cancellationToken) is { } sortie)
            ecran.Dire($"     par exemple : {sortie}");
        if (!import.Reussi)
            anomalies.Add($"Scolarix a refusé l'instantané : {import.Message}");

        var aDecider = await Api.NombreADeciderAsync(cancellationToken);
        if (aDecider != attendu.ADecider.Count)
            anomalies.Add($"Scolarix : {Accord.De(aDecider, "candidat à décider", "candidats à décider")}, "
                + $"attendu {attendu.ADecider.Count}");
    }

    /// <summary>Waits for the snapshot, and confirms what the guard holds.</summary>
    private async Task<Instantane> AttendreAsync(ScolarixAttendu attendu, bool surDemande, CancellationToken cancellationToken)
    {
        var start = clock.GetTimestamp();
        var retenus = 0;
        while (true)
        {
            var instantanes = await Api.InstantanesAsync(cancellationToken);
            foreach (var retenu in instantanes.Where(i => i.EstRetenu))
            {
                retenus++;
                ecran.Dire(
                    $"   Garde de l'instantané {retenu.Numero} : "
                    + $"{Accord.De(retenu.Sorties, "candidat sortirait", "candidats sortiraient")}, attendu {attendu.Sortis} ; confirmé");
                await Api.ConfirmerInstantaneAsync(retenu.Numero, cancellationToken);
            }

            if (!instantanes.Any(i => i.EstRetenu) && instantanes.Where(i => i.Numero > _dernier && i.EstPublie && i.Planifie != surDemande)
                .MaxBy(i => i.Numero) is { } publie)
            {
                if (retenus > 0 != attendu.DoitEtreConfirme)
                    anomalies.Add($"Scolarix : {Accord.De(retenus, "instantané retenu")} pour "
                        + $"{Accord.De(attendu.Sortis, "sortie")} de {attendu.Veille}");
                return publie;
            }

            if (clock.GetElapsedTime(start) > Patience)
                throw new DemoException(
                    $"L'instantané de Scolarix n'est pas prêt : {string.Join(", ", instantanes.Where(i => i.Numero > _dernier))}");
            await Task.Delay(Pause, clock, cancellationToken);
        }
    }

    /// <summary>Waits until the gateway has taken the file of the day: what stands in it is reported on the same evening.</summary>
    public async Task AttendreRetourAsync(CancellationToken cancellationToken)
    {
        if (_retour is not { } fichier)
            return;

        var start = clock.GetTimestamp();
        var chemin = Path.Combine(installation.DossiersScolarix.Retour, fichier);
        while (File.Exists(chemin))
        {
            if (clock.GetElapsedTime(start) > Patience)
            {
                anomalies.Add($"Scolarix : le fichier de retour {fichier} n'a pas été pris en {Patience.TotalSeconds:0} s");
                return;
            }

            await Task.Delay(Pause, clock, cancellationToken);
        }

        if (!File.Exists(Path.Combine(installation.DossiersScolarix.Retour, "traites", fichier)))
            anomalies.Add($"Scolarix : le fichier de retour {fichier} n'est pas dans traites");
    }

    private static bool DitLaPublication(string message) =>
        message.Contains("07/07/2026", StringComparison.Ordinal) || message.Contains("7 juillet 2026", StringComparison.Ordinal);
}
