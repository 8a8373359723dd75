using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Parcoursup.Gateway.Simulators.Hosting;

/// <summary>The UAI that a person declares an établissement by, and the secrets that go with it: the same at each asking.</summary>
internal static class Uai
{
    public const string Erreur = "Le champ « uai » doit être une UAI : 7 chiffres et une lettre ; exemple : {\"uai\":\"0442953W\"}.";

    /// <summary>In capitals; null when it is none.</summary>
    public static string? Read(JsonObject? body) =>
        body is not null && JsonBody.Field(body, "uai") is { Length: 8 } text
        && text.AsSpan(0, 7).IndexOfAnyExceptInRange('0', '9') < 0 && char.IsAsciiLetter(text[7])
            ? text.ToUpperInvariant() : null;

    public static string Secret(string system, string uai) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{system} {uai}")))[..16];
}
