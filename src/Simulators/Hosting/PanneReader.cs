using System.Text.Json.Nodes;

namespace Parcoursup.Gateway.Simulators.Hosting;

/// <summary>Reads the order of a fault; what it cannot read is explained in French.</summary>
internal sealed class PanneReader(IReadOnlyDictionary<string, TypePanne> types, IReadOnlyList<string> methodes)
{
    private const int NombreMax = 100_000;
    private const int MillisecondesMax = 60_000;
    private static readonly string[] Champs = ["type", "nombre", "millisecondes", "methode"];

    public IEnumerable<string> Types => types.Keys;

    public (Panne? Panne, string Erreur) Read(JsonNode? body)
    {
        if (body is not JsonObject order)
            return Refuse("Le corps doit être un objet JSON, par exemple {\"type\":\"503\",\"nombre\":20}.");

        var unknown = order.Select(field => field.Key).FirstOrDefault(key => !Champs.Contains(key, StringComparer.OrdinalIgnoreCase));
        if (unknown is not null)
            return Refuse($"Le champ « {unknown} » est inconnu ; champs admis : {string.Join(", ", Champs)}.");

        var name = JsonBody.Field(order, "type");
        if (name is null || !types.TryGetValue(name, out var type))
            return Refuse($"Le champ « type » doit valoir : {string.Join(", ", types.Keys)}.");

        if (!InRange(order, "nombre", 1, 1, NombreMax, out var nombre))
            return Refuse($"Le champ « nombre » doit être un entier de 1 à {NombreMax}.");

        if (!InRange(order, "millisecondes", 500, 0, MillisecondesMax, out var millisecondes))
            return Refuse($"Le champ « millisecondes » doit être un entier de 0 à {MillisecondesMax}.");

        var methode = JsonBody.Field(order, "methode");
        if (methode is not null && !methodes.Contains(methode))
            return Refuse($"Le champ « methode » doit valoir : {string.Join(", ", methodes)}.");

        return (new Panne(type, nombre, millisecondes, methode), "");
    }

    public JsonArray Describe(IEnumerable<Panne> pannes) => new([.. pannes.Select(Describe)]);

    private JsonNode Describe(Panne panne) => new JsonObject
    {
        ["type"] = types.First(pair => pair.Value == panne.Type).Key,
        ["nombre"] = panne.Nombre,
        ["millisecondes"] = panne.Millisecondes,
        ["methode"] = panne.Methode,
    };

    private static bool InRange(JsonObject order, string name, int preset, int least, int most, out int value)
    {
        value = preset;
        if (order[name] is null)
            return true;

        value = JsonBody.Number(order, name) ?? int.MinValue;
        return value >= least && value <= most;
    }

    private static (Panne?, string) Refuse(string message) => (null, message);
}
