namespace Parcoursup.Gateway.Engine.Publication;

/// <summary>A file that was published and lies there still.</summary>
/// <param name="Dossier">Null: it is in the database.</param>
public sealed record FichierPublie(string? Dossier, string Nom);

/// <summary>What a system has published of an établissement, for whoever must know what is still outside the tables (rule J5).</summary>
public interface IFichiersPublies
{
    /// <summary>The table whose rows say where its files lie: while they cannot be removed it keeps them.</summary>
    string Table { get; }

    /// <param name="annee">Of a session; null for all.</param>
    Task<IReadOnlyList<FichierPublie>> ListerAsync(string etablissement, int? annee, CancellationToken ct);

    /// <summary>Removes what we wrote, from folders too; doing it again changes nothing.</summary>
    Task EffacerAsync(string etablissement, int? annee, CancellationToken ct);

    /// <summary>Removes what came before an instant, where it leaves with its report and not with its session only.</summary>
    Task EffacerAvantAsync(string etablissement, DateTimeOffset avant, CancellationToken ct) => Task.CompletedTask;
}
