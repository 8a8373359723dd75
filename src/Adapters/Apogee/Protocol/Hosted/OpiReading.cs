using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Xml;
using Parcoursup.Gateway.Domain.Formations;
using Parcoursup.Gateway.Soap.Xml;

namespace Parcoursup.Gateway.Adapters.Apogee.Protocol;

/// <summary>
/// The state of one reading, with buffers that are used again: one per thread, because a reading never waits.
/// </summary>
internal sealed class OpiReading
{
    private readonly ArrayBufferWriter<byte> _buffer = new(4096);
    private readonly Utf8JsonWriter _json;
    private readonly HashSet<Vet> _vets = [];
    private string?[] _values = new string?[64];

    public OpiReading() => _json = new Utf8JsonWriter(_buffer, OpiJson.Options);

    /// <summary>The first refusal; once set, nothing more is read.</summary>
    public OpiFaute? Faute { get; private set; }

    public string? CodOpiIntEpo { get; private set; }

    public void Reset()
    {
        Faute = null;
        CodOpiIntEpo = null;
        Array.Clear(_values);
        _vets.Clear();
        _buffer.Clear();
    }

    /// <summary>Consumes the element of a block; its JSON, or null when it says nothing.</summary>
    public string? ReadBlock(XmlReader reader, OpiBlocLayout bloc)
    {
        if (bloc.Root.Item is not null) return ReadArray(reader, bloc);
        var values = Values(bloc.Root);
        ReadInto(reader, bloc.Root, values, bloc.Root.Element.Nom, 0);
        if (Faute is not null || !OpiJson.HasContent(bloc.Root, values)) return null;
        if (bloc.Bloc == BlocOpi.Individu && !CheckIndividu(bloc, values)) return null;
        _buffer.ResetWrittenCount();
        _json.Reset(_buffer);
        OpiJson.WriteObject(_json, bloc.Root, values);
        _json.Flush();
        return Encoding.UTF8.GetString(_buffer.WrittenSpan);
    }

    private string? ReadArray(XmlReader reader, OpiBlocLayout bloc)
    {
        var item = bloc.Root.Item!;
        int count = 0, firstEmpty = 0, filled = 0;
        var seen = 0UL;
        var head = default(List<(OpiNode Leaf, string Value)>);
        if (reader.IsNil())
        {
            reader.Skip();
            return null;
        }

        _vets.Clear();
        _buffer.ResetWrittenCount();
        _json.Reset(_buffer);
        _json.WriteStartArray();
        var children = reader.EnterElement();
        while (Faute is null && children.MoveNext())
        {
            var node = bloc.Root.Child(reader.LocalName);
            if (node is not null && IsSecond(node, ref seen, reader, bloc.Root.Element.Nom, 0)) return null;
            if (node == item)
            {
                count++;
                var values = Values(item);
                ReadInto(reader, item, values, bloc.Root.Element.Nom, count);
                if (Faute is not null) return null;
                if (!OpiJson.HasContent(item, values))
                {
                    if (firstEmpty == 0) firstEmpty = count;
                    continue;
                }

                if (!CheckWish(bloc, values, count)) return null;
                filled++;
                OpiJson.WriteObject(_json, item, values);
            }
            else if (node is { IsLeaf: true })
            {
                if (reader.ReadTextOrNull() is { } text) (head ??= []).Add((node, text));
            }
            else
                reader.Skip();
        }

        if (Faute is not null || count == 0) return null;
        if (firstEmpty > 0 && filled > 0)
        {
            Faute = OpiFautes.EmptyWish(firstEmpty);
            return null;
        }

        _json.WriteEndArray();
        _json.Flush();
        return Envelop(item, head, _buffer.WrittenSpan);
    }

    // What surrounds the items can come behind them, but stands before them in the schema.
    private static string Envelop(OpiNode item, List<(OpiNode Leaf, string Value)>? head, ReadOnlySpan<byte> items)
    {
        var all = Encoding.UTF8.GetString(items);
        if (head is null) return string.Concat(["{\"", item.Element.Nom, "\":", all, "}"]);
        var text = new StringBuilder(items.Length + 16).Append('{');
        foreach (var (leaf, value) in head.OrderBy(h => h.Leaf.First))
            text.Append('"').Append(leaf.Element.Nom).Append("\":\"").Append(JsonEncodedText.Encode(value, OpiJson.Options.Encoder))
            .Append("\",");
        return text.Append('"').Append(item.Element.Nom).Append("\":").Append(all).Append('}').ToString();
    }

    private void ReadInto(XmlReader reader, OpiNode node, Span<string?> values, string block, int wish)
    {
        if (reader.IsNil())
        {
            reader.Skip();
            return;
        }

        var seen = 0UL;
        var children = reader.EnterElement();
        while (Faute is null && children.MoveNext())
        {
            var child = node.Child(reader.LocalName);
            if (child is null)
                reader.Skip();
            else if (IsSecond(child, ref seen, reader, block, wish))
                return;
            else if (!child.IsLeaf)
                ReadInto(reader, child, values, block, wish);
            else if (reader.ReadTextOrNull() is { } text)
                values[child.First] = Checked(child, text, block, wish);
        }
    }

    // A nil or empty one counts: which of the two is meant would still be a guess.
    private bool IsSecond(OpiNode node, ref ulong seen, XmlReader reader, string block, int wish)
    {
        if ((seen & node.Bit) == 0)
        {
            seen |= node.Bit;
            return false;
        }

        Faute = OpiFautes.Duplicate(node, block, wish, reader.Position());
        return true;
    }

    private string Checked(OpiNode leaf, string text, string block, int wish)
    {
        if (leaf.Element.EstCle) return text.Trim();
        if (leaf.Element.Nature != NatureElement.Entier) return text;
        text = text.Trim();
        if (!int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _))
            Faute ??= OpiFautes.NotAnInt(leaf, block, wish, text);
        return text;
    }

    private bool CheckIndividu(OpiBlocLayout bloc, ReadOnlySpan<string?> values)
    {
        foreach (var leaf in bloc.Required)
        {
            var value = values[leaf.First];
            if (value is null)
                Faute ??= OpiFautes.Missing(leaf, bloc.Root.Element.Nom, 0);
            else if (leaf.Element is { EstCle: true, Largeur: { } width })
            {
                CodOpiIntEpo = value;
                if (value.Length > width) Faute ??= OpiFautes.NumberTooLong(leaf, width);
            }
            else if (leaf.Element.Nom == OpiMessageReader.BirthDate && value.Trim().Length > leaf.Element.Largeur)
            {
                // Cut to its column it would be another date, and the student's login with it.
                Faute ??= OpiFautes.BirthDate(leaf, value.Trim());
            }
        }

        return Faute is null;
    }

    private bool CheckWish(OpiBlocLayout bloc, ReadOnlySpan<string?> values, int wish)
    {
        foreach (var leaf in bloc.RequiredOfItem)
            if (values[leaf.First] is null)
            {
                Faute = OpiFautes.Missing(leaf, bloc.Root.Element.Nom, wish);
                return false;
            }

        var item = bloc.Root.Item!;
        Faute = CheckCodes(item, values, wish);
        return Faute is null;
    }

    private OpiFaute? CheckCodes(OpiNode item, ReadOnlySpan<string?> values, int wish)
    {
        var decision = Value(item, "codDecVeu", values)!;
        if (decision is not ("F" or "S" or "D")) return OpiFautes.Decision(wish, decision);

        var hasDiploma = Value(item, "codDip", values) is not null;
        if (hasDiploma != Value(item, "codVrsVdi", values) is not null)
            return OpiFautes.HalfDiploma(wish, hasDiploma ? "codVrsVdi" : "codDip");

        var vet = new Vet(
            Value(item, "codCge", values)!,
            Value(item, "codEtp", values)!,
            int.Parse(Value(item, "codVrsVet", values)!, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture));
        return _vets.Add(vet) ? null : OpiFautes.DuplicateVet(wish, vet);
    }

    private static string? Value(OpiNode node, string name, ReadOnlySpan<string?> values) => values[node.Child(name)!.First];

    private Span<string?> Values(OpiNode root)
    {
        if (_values.Length < root.End) _values = new string?[root.End];
        var values = _values.AsSpan(0, root.End);
        values.Clear();
        return values;
    }
}
