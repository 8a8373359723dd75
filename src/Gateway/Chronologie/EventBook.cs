using Parcoursup.Gateway.Domain.Campagnes;
using Parcoursup.Gateway.Storage;

namespace Parcoursup.Gateway.Chronologie;

/// <summary>Records what happens to candidates, in the transaction in which it happens.</summary>
internal sealed class EventBook(IBusinessClock clock, TimeProvider time)
{
    private const string Columns = "etablissement, session, code_candidat, code_formation, nature, survenu_le, instant_metier, texte, source, message_entrant";

    public async Task AppendAsync(WriteSession session, string etablissement, IEnumerable<Evenement> evenements, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        foreach (var e in evenements)
            await session.ExecuteAsync(
                $"INSERT INTO evenement_candidat ({Columns}) VALUES (@etablissement, @annee, @dossier, @CodeFormation, @nature, @now, @metier, @Texte, @Source, @Message)",
                new
                {
                    etablissement, annee = e.Candidat.Session, dossier = e.Candidat.CodeCandidat, e.CodeFormation, nature = e.Nature.ToString(),
                    now, metier = clock.Now, e.Texte, e.Source, e.Message,
                }, ct);
    }

    /// <summary>One event for every candidate that a filter of <c>candidat</c> finds.</summary>
    /// <param name="filter">A constant of the program, over the columns of <c>candidat</c>.</param>
    public Task AppendToAllAsync(
        WriteSession session, string filter, object parameters, NatureEvenement nature, string texte, string source, long message, CancellationToken ct)
    {
        var all = new Dapper.DynamicParameters(parameters);
        all.AddDynamicParams(new { nature = nature.ToString(), now = time.GetUtcNow(), metier = clock.Now, texte, source, message });
        return session.ExecuteAsync(
            $"INSERT INTO evenement_candidat ({Columns}) SELECT etablissement, session, code_candidat, NULL, @nature, @now, @metier, @texte, @source, @message FROM candidat WHERE {filter}",
            all, ct);
    }
}
