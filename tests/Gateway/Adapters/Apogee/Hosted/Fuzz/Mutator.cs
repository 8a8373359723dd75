using System.Text;

namespace Parcoursup.Gateway.Gateway.Tests.Adapters.Apogee.Hosted.Fuzz;

/// <summary>Damages requests. What it does follows from its source of randomness alone.</summary>
public sealed class Mutator(IReadOnlyList<CapturedRequest> seeds, Random random)
{
    private CapturedRequest _request = seeds[0];

    /// <summary>A request with one to five damages.</summary>
    public CapturedRequest Next()
    {
        _request = seeds[random.Next(seeds.Count)];
        for (var left = random.Next(1, 6); left > 0; left--) Damage();
        return _request;
    }

    private void Damage()
    {
        switch (random.Next(16))
        {
            case 0: Bytes(body => body[At(body)] ^= (byte)(1 << random.Next(8))); break;
            case 1: Bytes(body => body[At(body)] = (byte)random.Next(256)); break;
            case 2: Text(text => text.Insert(At(text), Vocabulary.Of(Vocabulary.Fragments, random))); break;
            case 3: Text(Delete); break;
            case 4: Text(Duplicate); break;
            case 5: Text(text => random.Next(4) == 0 ? text[..At(text)] : Delete(text)); break;
            case 6: Text(text => text[..At(text)] + Other()); break;
            case 7: Text(Rename); break;
            case 8: Text(text => InTag(text, Vocabulary.Of(Vocabulary.Attributes, random))); break;
            case 9: Text(text => InText(text, Vocabulary.Of(Vocabulary.Values, random))); break;
            case 10: Text(text => Replace(text, Vocabulary.Namespaces)); break;
            case 11: Text(RepeatElement); break;
            case 12: Text(text => Vocabulary.Of(Vocabulary.Prologs, random) + text); break;
            case 13: Transcode(); break;
            case 14: _request = _request.With("Content-Type", Vocabulary.Of(Vocabulary.ContentTypes, random)); break;
            default: _request = _request.With("SOAPAction", Vocabulary.Of(Vocabulary.Actions, random)); break;
        }
    }

    private void Bytes(Action<byte[]> damage)
    {
        if (_request.Body.Length == 0) return;
        var body = _request.Body.ToArray();
        damage(body);
        _request = _request with { Body = body };
    }

    // Latin-1 maps bytes to characters one to one, whatever the encoding of the message is.
    private void Text(Func<string, string> damage)
    {
        var text = damage(Encoding.Latin1.GetString(_request.Body));
        _request = _request with { Body = Encoding.Latin1.GetBytes(text) };
    }

    private int At(byte[] body) => random.Next(body.Length);

    private int At(string text) => random.Next(text.Length + 1);

    private (int Start, int Length) Range(string text)
    {
        var start = At(text);
        return (start, random.Next(Math.Min(text.Length - start, 1 << random.Next(10)) + 1));
    }

    private string Delete(string text)
    {
        var (start, length) = Range(text);
        return text.Remove(start, length);
    }

    private string Duplicate(string text)
    {
        var (start, length) = Range(text);
        return text.Insert(At(text), text.Substring(start, length));
    }

    private string Other()
    {
        var other = Encoding.Latin1.GetString(seeds[random.Next(seeds.Count)].Body);
        return other[At(other)..];
    }

    private string Rename(string text)
    {
        var start = IndexOf(text, '<');
        var end = text.AsSpan(start).IndexOfAny(" />\r\n");
        return end <= 1 ? text : text.Remove(start + 1, end - 1).Insert(start + 1, Vocabulary.Of(Vocabulary.Names, random));
    }

    private string InTag(string text, string what)
    {
        var start = IndexOf(text, '<');
        var end = text.IndexOfAny(['>', '/'], Math.Min(start + 1, text.Length));
        return end < 0 ? text : text.Insert(end, what);
    }

    private string InText(string text, string value)
    {
        var start = IndexOf(text, '>') + 1;
        if (start > text.Length) return text;
        var end = text.IndexOf('<', start);
        return end < 0 ? text : string.Concat(text.AsSpan(0, start), value, text.AsSpan(end));
    }

    private string RepeatElement(string text)
    {
        var start = IndexOf(text, '<');
        var end = text.AsSpan(start).IndexOfAny(" />\r\n");
        if (end <= 1) return text;
        var close = $"</{text.AsSpan(start + 1, end - 1)}>";
        var last = text.IndexOf(close, start, StringComparison.Ordinal);
        return last < 0 ? text : text.Insert(start, text[start..(last + close.Length)]);
    }

    private string Replace(string text, IReadOnlyList<string> among)
    {
        var what = among[random.Next(among.Count)];
        return what.Length == 0 ? text : text.Replace(what, among[random.Next(among.Count)], StringComparison.Ordinal);
    }

    private void Transcode()
    {
        var (encoding, charset) = Vocabulary.Encodings[random.Next(Vocabulary.Encodings.Count)];
        var text = Encoding.UTF8.GetString(_request.Body);
        if (random.Next(2) == 0) text = text.Replace("UTF-8", charset, StringComparison.OrdinalIgnoreCase);
        byte[] mark = random.Next(2) == 0 ? encoding.GetPreamble() : [];
        _request = _request with { Body = [.. mark, .. encoding.GetBytes(text)] };
        if (random.Next(2) == 0) _request = _request.With("Content-Type", $"text/xml; charset={charset}");
    }

    private int IndexOf(string text, char mark)
    {
        var found = text.IndexOf(mark, At(text));
        return found >= 0 ? found : Math.Max(text.IndexOf(mark, StringComparison.Ordinal), 0);
    }
}
