using System.Reflection;
using System.Text.Json.Nodes;
using Parcoursup.Gateway.Engine.Faces;

namespace Parcoursup.Gateway.OpenApi;

/// <summary>
/// What the code cannot say of an address: words and examples. The host and each module carry theirs in an <c>operations.json</c>; the
/// addresses, their parameters and types come from the code.
/// </summary>
internal sealed class OperationTexts
{
    private const string Resource = "operations.json";

    private readonly Dictionary<string, JsonObject> _sections = new(StringComparer.Ordinal);

    public OperationTexts(IEnumerable<IModule> modules)
    {
        foreach (var assembly in modules.Select(m => m.GetType().Assembly).Prepend(typeof(OperationTexts).Assembly).Distinct())
            if (Read(assembly) is { } texts) Join(texts);
    }

    public JsonObject Operations => Section("operations");
    public JsonObject Schemas => Section("schemas");
    public JsonObject Tags => Section("tags");

    /// <summary>How callers of an address prove who they are, by its longest known beginning; null where nobody has to.</summary>
    public string? FamilyOf(string path) => Section("familles").Where(f => path.StartsWith(f.Key + "/", StringComparison.Ordinal))
        .OrderByDescending(f => f.Key.Length).Select(f => f.Value!.GetValue<string>()).FirstOrDefault();

    /// <summary>What a schema is, by its name.</summary>
    public string? Label(string schema) => Text("libelles", schema);

    /// <summary>Fields that an answer has beside those of its example.</summary>
    public JsonNode? More(string schema) => Section("enPlus")[schema];

    /// <summary>What a field is, by its name.</summary>
    public string? Field(string name) => Text("champs", name);

    /// <summary>A field whose members are not fields but keys of a table.</summary>
    public bool IsTable(string name) => Section("tables").ContainsKey(name);

    /// <summary>What a parameter is, by its name.</summary>
    public string? Parameter(string name) => Text("parametres", name) ?? Field(name);

    public JsonNode? ParameterExample(string name) => Section("exemplesParametres")[name]?.DeepClone();

    /// <summary>An example as it is written, with the shared ones (<c>"@nom"</c>) in their places.</summary>
    public JsonNode? Example(JsonNode? written) => written switch
    {
        JsonValue value when value.TryGetValue<string>(out var text) && text.StartsWith('@') => Example(Shared(text[1..])),
        JsonArray items => new JsonArray([.. items.Select(Example)]),
        JsonObject members => new JsonObject(members.Select(m => KeyValuePair.Create(m.Key, Example(m.Value)))),
        _ => written?.DeepClone(),
    };

    private JsonNode? Shared(string name) => Section("exemples")[name] ?? ConfigurationExample.Of(name);

    private JsonObject Section(string name) => _sections.TryGetValue(name, out var section) ? section : _sections[name] = [];

    private string? Text(string section, string name) => Section(section)[name]?.GetValue<string>();

    private void Join(JsonObject texts)
    {
        foreach (var (name, members) in texts)
            foreach (var (key, value) in members!.AsObject().ToList())
                Section(name)[key] = value?.DeepClone();
    }

    private static JsonObject? Read(Assembly assembly)
    {
        using var stream = assembly.GetManifestResourceStream(Resource);
        return stream is null ? null : JsonNode.Parse(stream)!.AsObject();
    }
}
