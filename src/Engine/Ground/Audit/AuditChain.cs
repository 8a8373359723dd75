using System.Globalization;
using System.Text;
using Parcoursup.Gateway.Engine.Ground.Storage;

namespace Parcoursup.Gateway.Engine.Ground.Audit;

/// <summary>A keyed hash whose key does not stand in the database.</summary>
public interface IAuditSeal
{
    byte[] Of(ReadOnlySpan<byte> content);
}

/// <summary>
/// The chain of the entries: each one's hash covers all its columns and the hash before it. Without the key nobody can give a changed
/// entry, or one that follows a removed one, the hash that it would have to have.
/// </summary>
public sealed class AuditChain(IAuditSeal seal)
{
    /// <summary>Before the first entry.</summary>
    public const string Start = "";

    public string HashOf(AuditRow row, string before)
    {
        ArgumentNullException.ThrowIfNull(row);
        var text = new StringBuilder();
        string?[] columns =
        [
            before, row.Numero.ToString(CultureInfo.InvariantCulture), TypeHandlers.Text(row.Instant), row.Qui, row.Identifiant,
            row.Origine, row.Acte, row.Etablissement, row.Sujet, row.Issue, row.Nombre.ToString(CultureInfo.InvariantCulture), row.Details,
            row.Correlation,
        ];
        // With their lengths, so that nothing moves from one column to the next unseen.
        foreach (var column in columns)
            text.Append(CultureInfo.InvariantCulture, $"{(column is null ? "-" : column.Length)}:{column}\n");
        return Convert.ToHexStringLower(seal.Of(Encoding.UTF8.GetBytes(text.ToString())));
    }
}
