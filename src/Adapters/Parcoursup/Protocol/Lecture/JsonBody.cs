using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace Parcoursup.Gateway.Adapters.Parcoursup.Protocol;

/// <summary>Why a body is no JSON object, and where (line and column from 1).</summary>
internal sealed record JsonBodyError(string Message, long Ligne, long Colonne);

/// <summary>What all bodies of the contract share: a JSON object with <c>identifiant</c> (contract §1).</summary>
internal static class JsonBody
{
    public const string CredentialField = "identifiant";

    private static ReadOnlySpan<byte> Bom => [0xEF, 0xBB, 0xBF];

    public static bool TryParse(
        ReadOnlyMemory<byte> body,
        [NotNullWhen(true)] out JsonDocument? document,
        [NotNullWhen(false)] out JsonBodyError? error)
    {
        document = null;
        error = null;
        if (body.Span.StartsWith(Bom)) body = body[Bom.Length..];
        if (body.Span.Trim(" \t\r\n"u8).IsEmpty)
        {
            error = new JsonBodyError("Le corps est vide : un objet JSON est attendu.", 1, 1);
            return false;
        }

        try
        {
            document = JsonDocument.Parse(body);
        }
        catch (JsonException e)
        {
            var (line, column) = ((e.LineNumber ?? 0) + 1, (e.BytePositionInLine ?? 0) + 1);
            error = new JsonBodyError($"Le corps n'est pas du JSON lisible (ligne {line}, colonne {column}).", line, column);
            return false;
        }

        if (document.RootElement.ValueKind == JsonValueKind.Object) return true;
        document.Dispose();
        document = null;
        error = new JsonBodyError("Le corps n'est pas un objet JSON.", 1, 1);
        return false;
    }

    public static Identifiants IdentifiantsOf(FieldSet root)
    {
        return root.Nested(CredentialField) is { } nested ? IdentifiantsOf(nested) : Identifiants.Absents;
    }

    public static Identifiants IdentifiantsOf(JsonElement identifiant)
    {
        var fields = FieldSet.Of(identifiant);
        return new Identifiants(fields.Find("login")?.Text, fields.Find("pwd")?.Text);
    }
}
