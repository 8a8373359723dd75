using Parcoursup.Gateway.Demo.Oracle;
using Parcoursup.Gateway.Demo.Reporting;
using Parcoursup.Gateway.Demo.Scenario;
using Parcoursup.Gateway.Simulators.Scolarix;

namespace Parcoursup.Gateway.Demo.Play;

/// <summary>The afternoon of the university on Scolarix: préinscriptions, the return of the day, the snapshot and its import.</summary>
internal sealed class JourneeScolarix(Installation installation, Parcours parcours, IEcran ecran, ICollection<string> anomalies, TimeProvider clock)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

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

        var inscriptions = etape.Evenements.OfType<Inscription>().Where(i => Formations.De(i.Formation).Etablissement == Etablissements.Lagune).ToList();
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

        if (await installation.Scolarix.RendreAsync(etape.Jour, cancellationToken) is not { } fichier)
            return;

        await AttendreRetourAsync(fichier, cancellationToken);
        ecran.Dire($"   Scolarix : {inscriptions.Count} IA rendues ({inscriptions.Count(i => i.Annulee)} annulées, {inscriptions.Count(i => !i.Payee)} non payées)");
    }

    /// <summary>Before the publication there is no snapshot, and the gateway says from when (rule G1).</summary>
    public async Task RefuserAsync(CancellationToken cancellationToken)
    {
        var (status, message) = await Api.EcrireInstantaneAsync(cancellationToken);
        ecran.Dire($"   Scolarix : {message}");
        if (status != 409 || !DitLaPublication(message))
            anomalies.Add($"Scolarix : avant la publication, un instantané a répondu {status} : {message}");
    }

    /// <summary>The evening's snapshot, confirmed where the guard asks, and its import (seed 003 §3).</summary>
    public async Task ImporterAsync(ScolarixAttendu attendu, CancellationToken cancellationToken)
    {
        await EcrireAsync(attendu, cancellationToken);
        var import = installation.Scolarix.Importer();
        ecran.Dire($"   Scolarix, instantané {import.Numero} : {import.Message}, {import.Entres} entrés, {import.Sortis} sortis");
        if (!import.Reussi)
            anomalies.Add($"Scolarix a refusé l'instantané : {import.Message}");
    }

    private async Task EcrireAsync(ScolarixAttendu attendu, CancellationToken cancellationToken)
    {
        var start = clock.GetTimestamp();
        while (true)
        {
            var (status, message) = await Api.EcrireInstantaneAsync(cancellationToken);
            if (status is not (200 or 202))
                anomalies.Add($"Scolarix : l'instantané du soir a répondu {status} : {message}");
            var instantanes = await Api.InstantanesAsync(cancellationToken);
            var retenus = instantanes.Where(i => i.EstRetenu).ToList();
            foreach (var retenu in retenus)
                await RepondreAsync(retenu, attendu, cancellationToken);
            if (status == 200 && retenus.Count == 0)
                return;
            if (clock.GetElapsedTime(start) > Patience)
                throw new DemoException($"L'instantané de Scolarix n'est pas prêt : {message}");
            await Task.Delay(Pause, clock, cancellationToken);
        }
    }

    private async Task RepondreAsync(Instantane retenu, ScolarixAttendu attendu, CancellationToken cancellationToken)
    {
        var seuil = Math.Max(5, attendu.Veille / 10);
        ecran.Dire($"   Garde de l'instantané {retenu.Numero} : {retenu.Sorties} candidats sortiraient, attendu {attendu.Sortis} ; confirmé");
        if (attendu.Sortis <= seuil)
            anomalies.Add($"Scolarix : l'instantané {retenu.Numero} est retenu pour {retenu.Sorties} sorties, {seuil} sont permises");
        await Api.ConfirmerInstantaneAsync(retenu.Numero, cancellationToken);
    }

    private async Task AttendreRetourAsync(string fichier, CancellationToken cancellationToken)
    {
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
