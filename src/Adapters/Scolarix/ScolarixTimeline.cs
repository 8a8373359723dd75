using Parcoursup.Gateway.Adapters.Scolarix.Instantanes;
using Parcoursup.Gateway.Domain.Identite;
using Parcoursup.Gateway.Domain.Scolarix;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Engine.State.Evenements;
using Parcoursup.Gateway.Engine.Suivi;

namespace Parcoursup.Gateway.Adapters.Scolarix;

/// <summary>
/// When a candidate entered, left or changed in Scolarix's file. Read from the movements of the snapshots, which are there
/// anyway; that he stood in the first file, which has no movements, shows in what came after it or in the index.
/// </summary>
internal sealed class ScolarixTimeline(Database database, InstantaneBook book, IndexInstantane index)
{
    private const string Source = "guide Cocktail §3";

    public async Task<IReadOnlyList<LigneChronologie>> OfAsync(string etablissement, CandidatKey key, CancellationToken ct)
    {
        var whom = new { etablissement, annee = key.Session, dossier = key.CodeCandidat };
        var first = await database.FirstOrDefaultAsync<InstantaneRow>(
            $"""
            SELECT * FROM scolarix_instantane WHERE etablissement = @etablissement AND session = @annee
            AND etat = '{nameof(EtatInstantane.Publie)}' ORDER BY numero LIMIT 1
            """,
            whom, ct);
        if (first is null) return [];
        var moves = await database.QueryAsync<PublishedMove>(
            $"""
            SELECT i.numero, i.termine_le, i.genere_le, m.nature, m.texte FROM scolarix_mouvement m
            JOIN scolarix_instantane i ON i.id = m.instantane
            WHERE m.code_candidat = @dossier AND i.etablissement = @etablissement AND i.session = @annee
            AND i.etat = '{nameof(EtatInstantane.Publie)}'
            ORDER BY i.numero
            """,
            whom, ct);
        var lines = moves.Select(m => Line(m.TermineLe, m.GenereLe, m.Numero, m.Nature, m.Texte)).ToList();
        if (await WasInFirstAsync(etablissement, key, moves, ct))
            lines.Insert(0, Line(first.TermineLe!.Value, first.GenereLe!.Value, first.Numero!.Value, nameof(NatureMouvement.Entree),
                "premier fichier de la session"));
        return lines;
    }

    private async Task<bool> WasInFirstAsync(string etablissement, CandidatKey key, IReadOnlyList<PublishedMove> moves,
        CancellationToken ct)
    {
        if (moves.Count > 0) return moves[0].Nature != nameof(NatureMouvement.Entree);
        return await book.LastAsync(etablissement, key.Session, ct) is { } last
            && await index.FindAsync(last.Id, key.CodeCandidat, ct) is { Present: true };
    }

    private static LigneChronologie Line(DateTimeOffset le, DateTimeOffset metier, int numero, string nature, string texte) =>
        new(le, metier, NatureEvenement.Fichier.Code, null, nature switch
        {
            nameof(NatureMouvement.Entree) => $"Entré dans le fichier Scolarix (instantané {numero}) : {texte}.",
            nameof(NatureMouvement.Sortie) => $"Sorti du fichier Scolarix (instantané {numero}) : {texte}.",
            _ => $"Modifié dans le fichier Scolarix (instantané {numero}) : {texte}.",
        }, Source, null, null);

    private sealed class PublishedMove
    {
        public int Numero { get; init; }
        public DateTimeOffset TermineLe { get; init; }
        public DateTimeOffset GenereLe { get; init; }
        public string Nature { get; init; } = "";
        public string Texte { get; init; } = "";
    }
}
