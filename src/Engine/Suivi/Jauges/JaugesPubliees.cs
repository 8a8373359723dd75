using System.Diagnostics.Metrics;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Engine.Ground.Telemetrie;

namespace Parcoursup.Gateway.Engine.Suivi.Jauges;

/// <summary>The gauges of what waits, out of the last reading: asking for them reads nothing.</summary>
public sealed class JaugesPubliees
{
    private readonly LectureJauges _lecture;
    private readonly Meter _meter;
    private readonly TimeProvider _time;

    public JaugesPubliees(LectureJauges lecture, Database database, IMeterFactory meters, TimeProvider time)
    {
        (_lecture, _meter, _time) = (lecture, meters.Passerelle(), time);
        _meter.CreateObservableGauge(
            "passerelle.prete", () => lecture.Dernier.Prete ? 1 : 0, "{etat}", "1 quand la base accepte une écriture.");
        if (database.FreeBytes is not null)
            _meter.CreateObservableGauge(
                "passerelle.base.espace_libre", () => database.FreeBytes ?? 0, "By", "Place libre sur le disque de la base SQLite.");
        Etablissements();
        Destinations();
        ParType("passerelle.taches.ouvertes", "{tache}", "Tâches ouvertes, par type.", etat => etat.Taches);
        ParType("passerelle.gardes.en_attente", "{garde}", "Gardes qui attendent une décision, par type.", etat => etat.Gardes);
        Gauge("passerelle.travaux.dernier_succes", "s", "Instant (époque Unix) du dernier passage réussi d'un travail planifié.",
            etat => etat.Travaux, t => t.Le.ToUnixTimeSeconds(),
            t => [Mesures.De("travail", t.Travail), Mesures.De(Mesures.Etablissement, t.Etablissement)]);
    }

    /// <inheritdoc cref="LectureJauges.RafraichirAsync"/>
    public Task RafraichirAsync(TimeSpan age, CancellationToken ct) => _lecture.RafraichirAsync(age, ct);

    private void Etablissements()
    {
        OfEtablissement("passerelle.journal.a_appliquer", "{message}", "Messages du journal à appliquer.", e => e.Journal);
        OfEtablissement("passerelle.journal.retard", "s", "Âge du plus ancien message à appliquer.", e => Since(e.JournalDepuis));
        OfEtablissement("passerelle.evaluation.en_attente", "{candidat}", "Candidats à évaluer.", e => e.Evaluations);
        OfEtablissement("passerelle.candidats.en_reserve", "{candidat}", "Candidats retenus par une réserve.", e => e.Reserves);
        OfEtablissement("passerelle.remontee.en_attente", "{inscription}", "Inscriptions qui attendent une remontée.", e => e.Remontees);
        OfEtablissement("passerelle.connecteur.ouvert", "{etat}", "1 quand le connecteur est testé et laisse partir.",
            e => e.ConnecteurOuvert ? 1 : 0);
    }

    private void Destinations()
    {
        OfDestination("passerelle.livraison.en_attente", "{livraison}", "Livraisons à envoyer ou en cours.", d => d.Attente);
        OfDestination("passerelle.livraison.refusees", "{livraison}", "Livraisons qui attendent une personne.", d => d.Refus);
        OfDestination("passerelle.livraison.retard", "s", "Depuis quand la plus ancienne livraison à envoyer est due, échecs compris.",
            d => Since(d.DueDepuis));
        OfDestination("passerelle.livraison.suspendue", "{etat}", "1 quand la destination est laissée en paix un moment.",
            d => d.Suspendue ? 1 : 0);
    }

    // What is due later is not late.
    private long Since(DateTimeOffset? instant) =>
        instant is { } since ? Math.Max(0, (long)(_time.GetUtcNow() - since).TotalSeconds) : 0;

    private void OfEtablissement(string name, string unit, string text, Func<AttenteEtablissement, long> value) =>
        Gauge(name, unit, text, etat => etat.Etablissements, value, e => [Mesures.De(Mesures.Etablissement, e.Code)]);

    private void OfDestination(string name, string unit, string text, Func<AttenteDestination, long> value) =>
        Gauge(name, unit, text, etat => etat.Destinations, value,
            d => [Mesures.De(Mesures.Destination, d.Destination), Mesures.De(Mesures.Etablissement, d.Etablissement)]);

    private void ParType(string name, string unit, string text, Func<EtatJauges, IReadOnlyList<AttentePersonne>> rows) =>
        Gauge(name, unit, text, rows, p => p.Nombre,
            p => [Mesures.De(Mesures.Type, p.Type), Mesures.De(Mesures.Etablissement, p.Etablissement)]);

    private void Gauge<T>(
        string name, string unit, string text, Func<EtatJauges, IReadOnlyList<T>> rows, Func<T, long> value,
        Func<T, KeyValuePair<string, object?>[]> labels) => _meter.CreateObservableGauge(
        name, () => rows(_lecture.Dernier).Select(row => new Measurement<long>(value(row), labels(row))), unit, text);
}
