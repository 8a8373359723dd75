using Parcoursup.Gateway.Adapters.Parcoursup.Protocol.Export;
using Parcoursup.Gateway.Domain.Candidats;
using Parcoursup.Gateway.Domain.Identite;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Engine.State.Candidats;

namespace Parcoursup.Gateway.Adapters.Parcoursup.Importations;

internal enum EffetLigne
{
    Nouvelle,
    Modifiee,
    Inchangee,

    /// <summary>A later answer is known (rule B5).</summary>
    Depassee,

    /// <summary>Pulls have told that it was withdrawn (rule C7).</summary>
    Desistee,
}

/// <summary>What a line of the export means beside what is known: the whole candidate and wish, and what changes.</summary>
internal sealed record JugementLigne(EffetLigne Effet, Candidat Candidat, Voeu Voeu, IReadOnlyList<string> Champs)
{
    /// <summary>Takes what counts of the line; identity and wish each have an order of their own (rule B5).</summary>
    /// <returns>Whether the answer became a definitive "yes" (rule C8).</returns>
    public bool Record(CandidatSet book, Arrivee arrivee, string uai)
    {
        if (Effet is EffetLigne.Inchangee or EffetLigne.Depassee or EffetLigne.Desistee) return false;
        if (AvecVoeu) return book.Record(arrivee, Candidat, Voeu, uai);
        book.RecordIdentity(arrivee, Candidat);
        return false;
    }

    /// <param name="arrivee">Place of the file among the other messages; the highest number for a dry run.</param>
    public static JugementLigne Of(CandidatSet book, LigneExport ligne, int session, int formation, Arrivee arrivee)
    {
        var person = new CandidatKey(session, ligne.CodeCandidat);
        var known = book.Candidat(person);
        var before = known is null ? null : known.ReadCandidat();
        var newer = known is null || arrivee.Identite.IsNewerThan(known.IdentityOrder);
        var candidat = newer ? ExportMerge.Candidat(ligne, before, session) : before!;
        var wishes = known is null ? [] : book.VoeuxOf(person).Where(v => v.CodeFormation == formation).ToList();
        var key = new VoeuKey(session, ligne.CodeCandidat, formation, ExportMerge.Internat(ligne, [.. wishes.Select(w => w.Key)]));
        if (wishes.Find(w => w.Key == key) is not { } row)
            return new(EffetLigne.Nouvelle, candidat, ExportMerge.Voeu(ligne, null, key), []);

        var voeu = ExportMerge.Voeu(ligne, JsonText.Read<Voeu>(row.Donnees), key);
        // Records compare their lists by reference: the stored text is what tells.
        string[] identity = [.. Changed(known!.Donnees, JsonText.Of(candidat))];
        if (Untaken(arrivee, ligne, row) is { } untaken)
            return identity.Length == 0 ? new(untaken, candidat, voeu, [])
                : new(EffetLigne.Modifiee, candidat, voeu, identity) { AvecVoeu = false };

        string[] fields =
        [
            .. identity, .. Changed(row.Donnees, JsonText.Of(voeu)), .. row.Disparu ? ["disparu"] : Array.Empty<string>(),
        ];
        return new(fields.Length == 0 ? EffetLigne.Inchangee : EffetLigne.Modifiee, candidat, voeu, fields);
    }

    /// <summary>The wish is taken too, and not the identity alone.</summary>
    private bool AvecVoeu { get; init; } = true;

    // Why the wish stays as it is; null when the line counts.
    private static EffetLigne? Untaken(Arrivee arrivee, LigneExport ligne, VoeuRow row)
    {
        var (incoming, stored) = (arrivee.Voeu(ligne.DateReponse), arrivee.Known(row.Order));
        if (!incoming.IsNewerThan(stored)) return EffetLigne.Depassee;
        return row.Disparu && !(incoming.DateReponse > stored.DateReponse) ? EffetLigne.Desistee : null;
    }

    private static IEnumerable<string> Changed(string before, string after) =>
        before == after ? [] : ReceivedChange.ChangedFields(before, after);
}
