using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using Parcoursup.Gateway.Adapters.Apogee.Protocol;

namespace Parcoursup.Gateway.Adapters.Apogee.Tests;

/// <summary>Contents that fit: any subset of the schema's elements, values within their width, distinct VETs.</summary>
internal static class ContenuGen
{
    private static readonly string[] Pieces = ["A", "é", "Œ", "ß", "&", "<", ">", "\"", "'", "]]>", "\\", " b", "7", "ł", "€", "/", "😀", "+", "\u00a0x"];

    public static Arbitrary<OpiContenu> Arbitrary(int version) =>
        Gen.Choose(0, int.MaxValue - 1).Select(seed => Build(version, new Random(seed))).ToArbitrary();

    private static OpiContenu Build(int version, Random random)
    {
        var contenu = OpiContenu.Vide;
        foreach (var element in OpiSchema.Version(version).Donnees.Elements)
        {
            var bloc = Enum.Parse<BlocOpi>(element.Nom, ignoreCase: true);
            if (bloc != BlocOpi.Individu && random.Next(3) == 0) continue;
            var json = Json(w => Object(w, element.Type!, random, version));
            if (json != "{}") contenu = contenu.With(bloc, json);
        }
        return contenu;
    }

    private static bool Object(Utf8JsonWriter json, OpiType type, Random random, int version)
    {
        json.WriteStartObject();
        var isPaired = random.Next(2) == 0;
        foreach (var element in type.Elements)
        {
            if (element.EstRepete)
            {
                json.WriteStartArray(element.Nom);
                for (var i = random.Next(4); i > 0; i--) Object(json, element.Type!, random, version);
                json.WriteEndArray();
            }
            else if (element.Type is { } complex)
            {
                var nested = Json(w => Object(w, complex, random, version));
                if (nested == "{}") continue;
                json.WritePropertyName(element.Nom);
                json.WriteRawValue(nested);
            }
            else if (element.Requis || (Paired(element, type) ? isPaired : random.Next(3) > 0))
                json.WriteString(element.Nom, Value(element, random));
        }
        json.WriteEndObject();
        return true;
    }

    // Of these, both or neither.
    private static bool Paired(OpiElement element, OpiType type) =>
        (type.Nom.StartsWith("MAJOpiVoeuDTO", StringComparison.Ordinal) && element.Nom is "codDip" or "codVrsVdi") || element.Nom is "codNneIndOpi" or "codCleNneIndOpi";

    private static string Value(OpiElement element, Random random) => element switch
    {
        { Nom: "codDecVeu" } => "FSD"[random.Next(3)].ToString(),
        { Nature: NatureElement.Entier } => random.Next(-5, int.MaxValue).ToString(System.Globalization.CultureInfo.InvariantCulture),
        { Nature: NatureElement.Decimal } => "1.5",
        { Nom: "codNneIndOpi" or "codCleNneIndOpi", Largeur: { } width } => new string([.. Enumerable.Range(0, width).Select(_ => "0123456789ABCDEFGH"[random.Next(18)])]),
        { EstCle: true } => "K" + random.Next(9),
        _ => Text(element.Largeur ?? 40, random),
    };

    private static string Text(int width, Random random)
    {
        var text = new StringBuilder("x");
        for (var i = random.Next(8); i > 0; i--)
            if (Pieces[random.Next(Pieces.Length)] is var piece && text.Length + piece.Length <= width) text.Append(piece);
        return text.ToString();
    }

    private static string Json(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
            write(json);
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}
