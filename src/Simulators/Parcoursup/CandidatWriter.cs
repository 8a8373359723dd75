using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Parcoursup.Gateway.Simulators.Hosting;

namespace Parcoursup.Gateway.Simulators.Parcoursup;

/// <summary>Writes a candidate the way Parcoursup does, sins included.</summary>
internal sealed partial class CandidatWriter(Dice dice)
{
    public JsonObject Write(VoeuSimule voeu, int etatInscription, ParcoursupSins sins)
    {
        var anyCase = dice.Roll(sins.CasseAleatoire);
        var threeDigits = dice.Roll(sins.AnneesTroisChiffres);
        var written = new JsonObject();
        foreach (var (name, value) in voeu.Champs)
        {
            var isDate = string.Equals(name, "dateReponse", StringComparison.OrdinalIgnoreCase);
            var isEcho = string.Equals(name, "etatInscription", StringComparison.OrdinalIgnoreCase);
            if (!isEcho)
                Add(name, threeDigits && isDate ? ThreeDigitYear(value) : value?.DeepClone());
        }

        Add("etatInscription", etatInscription);
        return written;

        void Add(string name, JsonNode? value) => written[anyCase ? Shuffle(name) : name] = AsString(value, sins);
    }

    private JsonNode? AsString(JsonNode? value, ParcoursupSins sins) =>
        value?.GetValueKind() == JsonValueKind.Number && dice.Roll(sins.NombresEnChaines) ? value.ToJsonString() : value;

    private static JsonNode? ThreeDigitYear(JsonNode? value) =>
        value?.GetValueKind() == JsonValueKind.String ? LongYear().Replace(value.GetValue<string>(), "${day}${short}") : value?.DeepClone();

    private string Shuffle(string name) =>
        string.Concat(name.Select(c => dice.Roll(0.5) ? char.ToUpper(c, CultureInfo.InvariantCulture)
            : char.ToLower(c, CultureInfo.InvariantCulture)));

    [GeneratedRegex(@"^(?<day>\d\d/\d\d/)2(?<short>\d{3})")]
    private static partial Regex LongYear();
}
