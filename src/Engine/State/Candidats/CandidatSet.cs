using Npgsql;
using Parcoursup.Gateway.Domain.Candidats;
using Parcoursup.Gateway.Domain.Identite;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Engine.State.Evenements;

namespace Parcoursup.Gateway.Engine.State.Candidats;

/// <summary>
/// Candidates and wishes of one établissement, loaded for one transaction: reads are by set, writes only of what
/// changed.
/// </summary>
public sealed class CandidatSet
{
    private readonly string _etablissement;
    private readonly Dictionary<CandidatKey, CandidatRow> _candidats = [];
    private readonly Dictionary<VoeuKey, VoeuRow> _voeux = [];
    private readonly Dictionary<CandidatKey, List<VoeuRow>> _byCandidat = [];
    private readonly CandidatChanges _changes = new();
    private readonly List<Evenement> _events = [];
    private readonly HashSet<CandidatKey> _shut = [];
    private readonly HashSet<CandidatKey> _refused = [];

    private readonly Lecture _lecture;

    private CandidatSet(string etablissement, Lecture lecture) => (_etablissement, _lecture) = (etablissement, lecture);

    public IEnumerable<CandidatRow> Candidats => _candidats.Values;
    public IEnumerable<VoeuRow> Voeux => _voeux.Values;

    // What a decision is made of, and whether it turns the one that there is.
    private const string Facts =
        "session, code_candidat, code_formation, internat, donnees, disparu, code_decision, garde, garde_faits";

    /// <summary>What was recorded here that is worth telling of a candidate.</summary>
    public IReadOnlyList<Evenement> Events => _events;

    public static async Task<CandidatSet> LoadAsync(
        WriteSession session, string etablissement, IEnumerable<CandidatKey> keys, CancellationToken ct, Lecture lecture = Lecture.Entiere)
    {
        var book = new CandidatSet(etablissement, lecture);
        foreach (var group in keys.Distinct().GroupBy(k => k.Session))
            await book.ReadAsync(session, group.Key, [.. group.Select(k => k.CodeCandidat)], ct);
        return book;
    }

    /// <summary>Of these nothing is taken any more: their session is closed, or they were erased (rule J5).</summary>
    internal void Shut(IEnumerable<CandidatKey> keys) => _shut.UnionWith(keys);

    /// <summary>Whom the source told of in vain.</summary>
    internal IReadOnlyCollection<CandidatKey> Refused => _refused;

    public CandidatRow? Candidat(CandidatKey key) => _candidats.GetValueOrDefault(key);
    public VoeuRow? Voeu(VoeuKey key) => _voeux.GetValueOrDefault(key);
    public IEnumerable<VoeuRow> VoeuxOf(CandidatKey key) => _byCandidat.GetValueOrDefault(key) ?? [];

    public void Changed(CandidatRow row) => _changes.Told.Add(row.Key);
    public void Changed(VoeuRow row) => _changes.ToldVoeux.Add(row.Key);

    /// <summary>Its decision changed, or the guard that holds it, and nothing else.</summary>
    public void Judged(VoeuRow row) => _changes.JudgedVoeux.Add(row.Key);

    /// <summary>
    /// Takes what the source says of one wish and of its candidate, each in its own order (rules B4, B5). True when the answer
    /// changed to a definitive "yes", after which the candidate's other wishes are worth a look (rule C8).
    /// </summary>
    public bool Record(Arrivee arrivee, Candidat candidat, Voeu voeu, string uai)
    {
        RecordIdentity(arrivee, candidat);
        return RecordVoeu(arrivee, voeu, uai);
    }

    public void Tell(
        CandidatKey candidat, int? formation, NatureEvenement nature, string text, string? source = null, long? message = null)
    {
        if (!_shut.Contains(candidat)) _events.Add(new Evenement(candidat, formation, nature, text, source, message));
    }

    /// <summary>Takes what the source says of a candidate: names, birth, contacts, address.</summary>
    public void RecordIdentity(Arrivee arrivee, Candidat candidat)
    {
        if (_shut.Contains(candidat.Key))
        {
            _refused.Add(candidat.Key);
            return;
        }

        var text = JsonText.Of(candidat);
        if (!_candidats.TryGetValue(candidat.Key, out var row))
        {
            row = new CandidatRow { Session = candidat.Session, CodeCandidat = candidat.CodeCandidat };
            _candidats[candidat.Key] = row;
            MarkForEvaluation(candidat.Key, arrivee.Trace);
        }
        else if (row.EstEfface)
        {
            (row.Donnees, row.Corrections) = ("", "[]");
            MarkForEvaluation(candidat.Key, arrivee.Trace);
        }
        else if (!arrivee.Identite.IsNewerThan(row.IdentityOrder))
        {
            return;
        }
        else if (row.Donnees != text)
        {
            MarkForEvaluation(candidat.Key, arrivee.Trace);
            Tell(candidat.Key, null, NatureEvenement.Identite, ReceivedChange.OfIdentity(row.Donnees, text), message: arrivee.Ordre);
        }

        row.Donnees = text;
        row.Ine = Domain.Identite.Ine.Normalize(candidat.Ine);
        EndCorrections(arrivee, row, candidat);
        (row.IdentiteLe, row.IdentiteOrdre, row.Ordre) = (arrivee.Le, arrivee.Ordre, arrivee.Ordre);
        Changed(row);
    }

    // What the source says now is newer than what a person made of what it said then.
    private void EndCorrections(Arrivee arrivee, CandidatRow row, Candidat candidat)
    {
        if (row.Corrections == "[]") return;
        var corrections = row.ReadCorrections().ToLookup(c => c.Tient(candidat));
        foreach (var correction in corrections[false])
            Tell(row.Key, null, NatureEvenement.Correction,
                $"Correction de {correction.Champ} par {correction.Par} levée : {arrivee.Source} a changé sa valeur.",
                message: arrivee.Ordre);
        row.WriteCorrections([.. corrections[true]]);
    }

    private bool RecordVoeu(Arrivee arrivee, Voeu voeu, string uai)
    {
        if (_shut.Contains(voeu.Key.Candidat)) return false;
        var incoming = arrivee.Voeu(voeu.DateReponse);
        var text = JsonText.Of(voeu);
        if (!_voeux.TryGetValue(voeu.Key, out var row) || row.EstEfface)
        {
            row = new VoeuRow
            {
                Session = voeu.Key.Session, CodeCandidat = voeu.Key.CodeCandidat, CodeFormation = voeu.Key.CodeFormationPsup,
                Internat = voeu.Key.Internat,
            };
            Keep(row);
            Tell(voeu.Key.Candidat, voeu.Key.CodeFormationPsup, NatureEvenement.Candidature, ReceivedChange.First(voeu),
                message: incoming.Ordre);
        }
        else if (!incoming.IsNewerThan(arrivee.Known(row.Order)))
        {
            if (arrivee.Instantane && arrivee.Le >= row.VuLe) Stands(arrivee, row);
            return false;
        }
        else if (row.Donnees != text || row.Disparu)
        {
            Tell(voeu.Key.Candidat, voeu.Key.CodeFormationPsup, NatureEvenement.Candidature,
                ReceivedChange.Of(row.Donnees, text, row.ReadVoeu(), voeu, row.Disparu ? arrivee.Source : null), message: incoming.Ordre);
        }

        var accepted = voeu.CodeSituation == Situation.Acceptee && row.Situation != Situation.Acceptee;
        if (row.Donnees != text || row.Disparu)
        {
            MarkForEvaluation(voeu.Key.Candidat, arrivee.Trace);
            // A guard was about the former facts: what a candidate says himself after it is judged anew (rule C6).
            row.Garde = null;
            if (arrivee.IsToCome(voeu.DateReponse))
                Tell(voeu.Key.Candidat, voeu.Key.CodeFormationPsup, NatureEvenement.Candidature,
                    ReceivedChange.ToCome(voeu.DateReponse!.Value, incoming.DateReponse!.Value), "règle B5", incoming.Ordre);
        }

        row.Donnees = text;
        row.Uai = uai;
        row.Situation = voeu.CodeSituation;
        // An undated message must not make a dated one that is older look newer: the last known date stays.
        row.DateReponse = StoredDate.Text(incoming.DateReponse ?? arrivee.Known(row.Order).DateReponse);
        row.Ordre = incoming.Ordre;
        row.VuLe = arrivee.Le;
        row.AbsentLe = null;
        row.AbsentComplet = false;
        row.Disparu = false;
        Changed(row);
        Answered(row);
        return accepted;
    }

    // Who stands in a list is present (rule C7), although something newer is known of his answer.
    private void Stands(Arrivee arrivee, VoeuRow row)
    {
        if (row.AbsentLe is null && !row.Disparu) return;
        if (row.Disparu)
        {
            MarkForEvaluation(row.Key.Candidat, arrivee.Trace);
            Tell(row.Key.Candidat, row.CodeFormation, NatureEvenement.Candidature, ReceivedChange.Back(row.ReadVoeu(), arrivee.Source),
                "règle C7", arrivee.Ordre);
        }

        (row.AbsentLe, row.AbsentComplet, row.Disparu) = (null, false, false);
        Changed(row);
    }

    // The date of the candidate's last answer, whatever the order of his identity.
    private void Answered(VoeuRow voeu)
    {
        if (!_candidats.TryGetValue(voeu.Key.Candidat, out var row)) return;
        if (!(voeu.Order.DateReponse > (row.Order.DateReponse ?? DateTime.MinValue))) return;
        row.DateReponse = voeu.DateReponse;
        Changed(row);
    }

    /// <summary>Asks for an evaluation of a candidate of the set, in the trace of whoever asks.</summary>
    public void MarkForEvaluation(CandidatKey key, string? trace = null)
    {
        if (!_candidats.TryGetValue(key, out var row)) return;
        (row.AEvaluer, row.Trace) = (true, trace ?? row.Trace);
        _changes.Asked.Add(key);
        Changed(row);
    }

    /// <summary>The candidate was evaluated.</summary>
    /// <param name="demandes">How often that had been asked for, read before anything that the evaluation rests on.</param>
    public void Evaluated(CandidatRow row, long demandes)
    {
        row.DemandesEvaluation = demandes;
        _changes.Evaluated.Add(row.Key);
    }

    public Task SaveAsync(WriteSession session, CancellationToken ct) =>
        _lecture != Lecture.Entiere ? throw new InvalidOperationException("Of these candidates too little was read to write them.")
            : _changes.SaveAsync(session, _etablissement, _candidats, _voeux, ct);

    // The numbers go as one value: a statement with a parameter for each costs more to prepare than to run.
    private async Task ReadAsync(WriteSession session, int annee, int[] codes, CancellationToken ct)
    {
        var postgres = session.Connection is NpgsqlConnection;
        var filter = "etablissement = @_etablissement AND session = @annee AND code_candidat "
            + (postgres ? "= ANY(@codes)" : "IN (SELECT value FROM json_each(@codes))");
        object parameters = postgres ? new { _etablissement, annee, codes } : new { _etablissement, annee, codes = JsonText.Of(codes) };
        foreach (var row in await session.QueryAsync<CandidatRow>(
            $"SELECT {(_lecture == Lecture.Entiere ? "*" : "session, code_candidat")} FROM candidat WHERE {filter}", parameters, ct))
            _candidats[row.Key] = row;
        var voeux = _lecture == Lecture.VoeuxVivants ? $"SELECT {Facts} FROM voeu WHERE {filter} AND {VoeuRow.Live}"
            : "SELECT * FROM voeu WHERE " + filter;
        foreach (var row in await session.QueryAsync<VoeuRow>(voeux, parameters, ct)) Keep(row);
    }

    private void Keep(VoeuRow row)
    {
        _voeux[row.Key] = row;
        if (!_byCandidat.TryGetValue(row.Key.Candidat, out var wishes)) _byCandidat[row.Key.Candidat] = wishes = [];
        wishes.RemoveAll(known => known.Key == row.Key);
        wishes.Add(row);
    }
}
