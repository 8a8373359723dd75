using Parcoursup.Gateway.Demo.Oracle;
using Parcoursup.Gateway.Demo.Reporting;
using Parcoursup.Gateway.Demo.Scenario;

namespace Parcoursup.Gateway.Demo.Play;

/// <summary>Waits until nothing moves by itself any more at any établissement, and answers the guards as a person would.</summary>
internal sealed class Repos(Installation installation, IEcran ecran, ICollection<string> anomalies, TimeProvider clock)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(120);
    private readonly HashSet<string> _vues = new(StringComparer.Ordinal);

    /// <param name="attendu">What guard C6 may announce today; null: it is not expected.</param>
    public async Task<Syntheses> AttendreAsync(EtatAttendu? attendu, CancellationToken cancellationToken)
    {
        var start = clock.GetTimestamp();
        var calm = 0;
        while (true)
        {
            var syntheses = new Dictionary<Etablissement, Synthese>();
            var acted = false;
            foreach (var (etablissement, api) in installation.Apis)
            {
                var synthese = syntheses[etablissement] = await api.SyntheseAsync(cancellationToken);
                // Guards keep their subjects waiting, so the gateway may be at rest because of them.
                acted |= synthese.Gardes > 0 && await RepondreAsync(api, attendu?.AttendusDuJour(etablissement), cancellationToken);
            }

            // Twice: what a change of the clock sets in motion must have had time to be noticed.
            calm = syntheses.Values.All(s => s.AuRepos) && !acted ? calm + 1 : 0;
            if (calm == 2)
                return new Syntheses(syntheses);
            if (clock.GetElapsedTime(start) > Patience)
                throw new DemoException(
                    $"La passerelle n'est pas revenue au repos en {Patience.TotalSeconds:0} s : "
                    + $"{string.Join(" ; ", syntheses.Select(s => $"{s.Key.Code} {s.Value}"))}");

            await Task.Delay(Pause, clock, cancellationToken);
        }
    }

    private async Task<bool> RepondreAsync(GatewayApi api, int? attendus, CancellationToken cancellationToken)
    {
        var acted = false;
        // Snapshots are settled in the evening, where it is known what was to be expected.
        foreach (var garde in (await api.GardesAsync(cancellationToken)).Where(g => !g.EstInstantane))
        {
            if (garde.EstDisparition)
            {
                ecran.Dire($"   Garde des disparitions : {Accord.De(garde.Nombre ?? 0, "absent")}, rejetée "
                    + "(Parcoursup avait répondu de travers)");
                await api.RejeterAsync(garde, cancellationToken);
                acted = true;
            }
            else if (attendus is not null && (garde.Nombre ?? 0) <= (attendus * 5 / 4) + 10)
            {
                ecran.Dire(
                    $"   Garde des décisions : {Deviendraient(garde)}, attendu {garde.Attendu ?? attendus} ; confirmée");
                await api.ConfirmerAsync(garde, cancellationToken);
                acted = true;
            }
            else if (_vues.Add(garde.Id))
            {
                anomalies.Add($"Garde inattendue : {Deviendraient(garde)} (attendu {attendus ?? 0})");
            }
        }

        return acted;
    }

    private static string Deviendraient(Garde garde) =>
        Accord.De(garde.Nombre ?? 0, "vœu deviendrait défavorable", "vœux deviendraient défavorables");
}
