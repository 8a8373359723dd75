using Parcoursup.Gateway.Domain.Campagnes;
using Parcoursup.Gateway.Domain.Identite;
using Parcoursup.Gateway.Engine.Ground.Storage;

namespace Parcoursup.Gateway.Engine.State.Evenements;

/// <summary>Records what happens to candidates, in the transaction in which it happens.</summary>
public sealed class EvenementBook(IBusinessClock clock, TimeProvider time)
{
    private const string Table = "evenement_candidat";
    private const string Columns =
        "etablissement, session, code_candidat, code_formation, nature, survenu_le, instant_metier, texte, source, message_entrant";

    private static readonly BulkInsert<Line> Insert = new(Table, "",
    [
        BulkColumn.Of<Line>("etablissement", l => l.Etablissement),
        BulkColumn.Of<Line>("session", l => l.Evenement.Candidat.Session),
        BulkColumn.Of<Line>("code_candidat", l => l.Evenement.Candidat.CodeCandidat),
        BulkColumn.Of<Line>("code_formation", l => l.Evenement.CodeFormation),
        BulkColumn.Of<Line>("nature", l => l.Evenement.Nature.Code),
        BulkColumn.Of<Line>("survenu_le", l => l.SurvenuLe),
        BulkColumn.Of<Line>("instant_metier", l => l.InstantMetier),
        BulkColumn.Sealed<Line>("texte", l => l.Etablissement, l => l.Evenement.Texte),
        BulkColumn.Of<Line>("source", l => l.Evenement.Source),
        BulkColumn.Of<Line>("message_entrant", l => l.Evenement.Message),
    ]);

    public Task AppendAsync(WriteSession session, string etablissement, IEnumerable<Evenement> evenements, CancellationToken ct)
    {
        var (now, metier) = (time.GetUtcNow(), clock.Now);
        return Insert.ExecuteAsync(session, [.. evenements.Select(e => new Line(etablissement, e, now, metier))], ct);
    }

    /// <summary>One event for every candidate that a filter of <c>candidat</c> finds.</summary>
    /// <param name="filter">A constant of the program, over the columns of <c>candidat</c>.</param>
    public async Task AppendToAllAsync(
        WriteSession session, string etablissement, string filter, object parameters, NatureEvenement nature, string texte,
        string source, long message,
        CancellationToken ct)
    {
        var all = new Dapper.DynamicParameters(parameters);
        var sealedText = await session.SealAsync(etablissement, texte, ct);
        all.AddDynamicParams(new { nature = nature.Code, now = time.GetUtcNow(), metier = clock.Now, texte = sealedText, source, message });
        await session.ExecuteAsync(
            $"""
            INSERT INTO {Table} ({Columns})
            SELECT etablissement, session, code_candidat, NULL, @nature, @now, @metier, @texte, @source, @message
            FROM candidat WHERE {filter}
            """,
            all, ct);
    }

    private readonly record struct Line(string Etablissement, Evenement Evenement, DateTimeOffset SurvenuLe, DateTimeOffset InstantMetier);
}
