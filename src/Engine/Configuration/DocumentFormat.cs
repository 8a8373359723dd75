using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Engine.Ground.Text;

namespace Parcoursup.Gateway.Engine.Configuration;

/// <summary>
/// The configuration document as JSON. Its fields are those of the records and, where they have always stood, those of the
/// systems: the sections of an établissement, the crons of its planification, the codes of the systems.
/// </summary>
public sealed class DocumentFormat
{
    private readonly IReadOnlyList<IDocumentSection> _sections;
    private readonly IReadOnlyList<CronField> _crons;
    private readonly SisProfiles _systems;
    private readonly JsonSerializerOptions _strict;

    public DocumentFormat(IEnumerable<IDocumentSection> sections, IEnumerable<CronField> crons, SisProfiles systems)
    {
        (_sections, _crons, _systems) = ([.. sections], [.. crons], systems);
        Options = Extend(JsonText.Options, new DefaultJsonTypeInfoResolver());
        _strict = Extend(DocumentReader.Strict, DocumentReader.Strict.TypeInfoResolver!);
    }

    /// <summary>How a document is stored and given out.</summary>
    public JsonSerializerOptions Options { get; }

    public string Of<T>(T value) => JsonSerializer.Serialize(value, Options);

    /// <summary>Reads what is stored.</summary>
    public T Read<T>(string text) =>
        JsonSerializer.Deserialize<T>(text, Options) ?? throw new InvalidDataException($"A stored {typeof(T).Name} is null.");

    /// <summary>Reads what was given, strictly; null when it was read.</summary>
    public Erreur? TryRead<T>(ReadOnlySpan<byte> body, out T? value) => DocumentReader.TryRead(body, _strict, out value);

    private JsonSerializerOptions Extend(JsonSerializerOptions options, IJsonTypeInfoResolver resolver)
    {
        var extended = new JsonSerializerOptions(options) { TypeInfoResolver = resolver.WithAddedModifier(AddFields) };
        extended.Converters.Insert(0, new SisConverter(_systems));
        return extended;
    }

    private void AddFields(JsonTypeInfo type)
    {
        if (type.Type == typeof(EtablissementDocument))
        {
            type.CreateObject = () => new EtablissementDocument { Sis = _systems.Default.Sis };
            Insert(type, nameof(EtablissementDocument.SourceOpi), _sections.Select(s => FieldOf(type, s)));
        }
        else if (type.Type == typeof(Planification))
        {
            Insert(type, nameof(Planification.Recuperation), _crons.Select(c => FieldOf(type, c)));
        }
    }

    private static void Insert(JsonTypeInfo type, string after, IEnumerable<JsonPropertyInfo> fields)
    {
        var place = type.Properties.IndexOf(type.Properties.First(p => p.Name.Equals(after, StringComparison.OrdinalIgnoreCase)));
        foreach (var field in fields) type.Properties.Insert(++place, field);
    }

    private static JsonPropertyInfo FieldOf(JsonTypeInfo type, IDocumentSection section)
    {
        var field = type.CreateJsonPropertyInfo(section.Type, section.Name);
        field.Get = document => ((EtablissementDocument)document).Section(section) ?? section.Default;
        field.Set = (document, value) => ((EtablissementDocument)document).Take(section, value);
        field.IsSetNullable = section.Default is null;
        return field;
    }

    private static JsonPropertyInfo FieldOf(JsonTypeInfo type, CronField cron)
    {
        var field = type.CreateJsonPropertyInfo(typeof(string), cron.Name);
        field.Get = planification => ((Planification)planification).Cron(cron);
        field.Set = (planification, value) => ((Planification)planification).Take(cron, (string)value!);
        field.IsSetNullable = false;
        return field;
    }
}
