using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Unicode;

namespace Parcoursup.Gateway.Adapters.Exposition.Protocol.Http;

/// <summary>Reads an answer whole, within a limit, and tells the API's own words from those of whatever stands before it.</summary>
internal static class CorpsReponse
{
    private const int LigneMaximale = 64 * 1024;

    public static async Task<Essai> LireAsync(HttpResponseMessage response, int octetsMaximum, TimeProvider time, CancellationToken ct)
    {
        var statut = response.StatusCode;
        if (Refus(response, time) is { } refus) return refus;
        if (response.Content.Headers.ContentLength > octetsMaximum) return TropGrand(octetsMaximum);
        await using var stream = await response.Content.ReadAsStreamAsync(ct);
        using var body = new MemoryStream((int)Math.Min(response.Content.Headers.ContentLength ?? 4096, LigneMaximale));
        var buffer = new byte[16 * 1024];
        while (await stream.ReadAsync(buffer, ct) is var read and > 0)
        {
            if (body.Length + read > octetsMaximum) return TropGrand(octetsMaximum);
            body.Write(buffer, 0, read);
        }

        var octets = SansMarque(body.GetBuffer().AsSpan(0, (int)body.Length)).ToArray();
        return EstObjet(octets) ? Essai.Repondu(statut, octets)
            : Essai.EnPanne($"Réponse {(int)statut} qui n'est pas le JSON de l'API "
                + $"({Nature(response.Content.Headers.ContentType, octets)}) : "
                + "vérifier l'adresse, ou ce qui se tient devant elle.", transitoire: true, statut);
    }

    // Whatever these answer is nothing that the API says of data: their body is not read.
    private static Essai? Refus(HttpResponseMessage response, TimeProvider time) => (int)response.StatusCode switch
    {
        200 or 400 or 404 => null,
        401 => Essai.EnPanne("L'API refuse l'accès (401) : vérifier la clé, ou le client et son secret.", false, response.StatusCode),
        403 => Essai.EnPanne("L'API refuse l'accès (403) : faire ouvrir les droits de la clé ou du client.", false, response.StatusCode),
        429 => Essai.EnPanne("L'API est saturée (429).", true, response.StatusCode, Attente(response, time)),
        408 => Essai.EnPanne("L'API n'a pas reçu la demande à temps (408).", true, response.StatusCode),
        >= 500 => Essai.EnPanne($"L'API est en panne ({(int)response.StatusCode}).", true, response.StatusCode, Attente(response, time)),
        >= 300 and < 400 => Essai.EnPanne(
            $"L'adresse a changé ({(int)response.StatusCode}{Vers(response.Headers.Location)}) : corriger la configuration.", false,
            response.StatusCode),
        var autre => Essai.EnPanne($"Réponse inattendue de l'API ({autre}).", false, response.StatusCode),
    };

    private static TimeSpan? Attente(HttpResponseMessage response, TimeProvider time) => response.Headers.RetryAfter switch
    {
        { Delta: { } delai } => delai,
        { Date: { } date } when date > time.GetUtcNow() => date - time.GetUtcNow(),
        _ => null,
    };

    // Nothing of a query or user name is repeated.
    private static string Vers(Uri? adresse) => adresse is { IsAbsoluteUri: true } ? $" vers {adresse.Scheme}://{adresse.Authority}" : "";

    private static Essai TropGrand(int octets) =>
        Essai.EnPanne($"Réponse de plus de {octets / (1024 * 1024)} Mo : refusée.", transitoire: false);

    private static bool EstObjet(byte[] octets)
    {
        // Read as another encoding, names would be wrong ones.
        if (!Utf8.IsValid(octets)) return false;
        var reader = new Utf8JsonReader(octets);
        try
        {
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject) return false;
            reader.Skip();
            return !reader.Read();
        }
        catch (JsonException)
        {
            return false;
        }
    }

    // Some servers write a byte order mark, which JSON has no place for.
    private static ReadOnlySpan<byte> SansMarque(ReadOnlySpan<byte> octets) => octets.StartsWith("\uFEFF"u8) ? octets[3..] : octets;

    private static string Nature(MediaTypeHeaderValue? type, byte[] octets) =>
        octets.Length == 0 ? "corps vide"
        : octets.AsSpan().TrimStart(" \r\n\t"u8) is [(byte)'<', ..] ? "page HTML"
        : type?.MediaType is { Length: < 60 } media ? media : "corps illisible";
}
