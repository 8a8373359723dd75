using Parcoursup.Gateway.Adapters.Parcoursup.Protocol.Export;
using Parcoursup.Gateway.Domain.Candidats;
using Parcoursup.Gateway.Domain.Identite;
using Parcoursup.Gateway.Domain.Intake;
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
    /// <param name="ordre">Place of the file in the journal; the highest number for a dry run.</param>
    public static JugementLigne Of(CandidatSet book, LigneExport ligne, int session, int formation, long ordre)
    {
        var person = new CandidatKey(session, ligne.CodeCandidat);
        var known = book.Candidat(person);
        var before = known is null ? null : known.ReadCandidat();
        var candidat = ExportMerge.Candidat(ligne, before, session);
        var wishes = known is null ? [] : book.VoeuxOf(person).Where(v => v.CodeFormation == formation).ToList();
        var key = new VoeuKey(session, ligne.CodeCandidat, formation, ExportMerge.Internat(ligne, [.. wishes.Select(w => w.Key)]));
        if (wishes.Find(w => w.Key == key) is not { } row)
            return new(EffetLigne.Nouvelle, candidat, ExportMerge.Voeu(ligne, null, key), []);

        var voeu = ExportMerge.Voeu(ligne, JsonText.Read<Voeu>(row.Donnees), key);
        var incoming = new MessageOrder(ligne.DateReponse, ordre);
        if (!incoming.IsNewerThan(row.Order)) return new(EffetLigne.Depassee, candidat, voeu, []);
        if (row.Disparu && !(ligne.DateReponse > row.Order.DateReponse)) return new(EffetLigne.Desistee, candidat, voeu, []);

        // Records compare their lists by reference: the stored text is what tells.
        string[] fields =
        [
            .. Changed(known!.Donnees, JsonText.Of(candidat)), .. Changed(row.Donnees, JsonText.Of(voeu)),
            .. row.Disparu ? ["disparu"] : Array.Empty<string>(),
        ];
        return new(fields.Length == 0 ? EffetLigne.Inchangee : EffetLigne.Modifiee, candidat, voeu, fields);
    }

    private static IEnumerable<string> Changed(string before, string after) =>
        before == after ? [] : ReceivedChange.ChangedFields(before, after);
}
