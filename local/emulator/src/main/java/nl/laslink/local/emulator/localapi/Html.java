package nl.laslink.local.emulator.localapi;

import io.javalin.http.Context;

/** What the emulator's own small pages share: escaping and one style, in the colours of the product. */
public final class Html {
    private Html() {}

    public static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    /** Answers a page of ours: {@code content} is HTML, the title is not. */
    public static void page(Context http, CustomerService customerService, String title, String content) {
        page(http, customerService, title, content, "");
    }

    /** With a script of {@code /_local/files}. */
    static void page(Context http, CustomerService customerService, String title, String content, String script) {
        http.header(
                "Content-Security-Policy",
                "default-src 'none'; style-src 'self' 'unsafe-inline'; script-src 'self'; connect-src 'self'; frame-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'");
        http.header("Referrer-Policy", "no-referrer");
        http.header("X-Content-Type-Options", "nosniff");
        http.header("Cache-Control", "no-store");
        String source = script.isEmpty() ? "" : "<script src=\"/_local/files/" + script + "\" defer></script>";
        http.contentType("text/html; charset=utf-8")
                .result("""
                <!doctype html>
                <html lang="nl">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <title>%s · laslink op deze computer</title>
                <style>%s</style>
                %s
                </head>
                <body>
                <main>
                <h1>%s</h1>
                %s
                </main>
                %s
                </body>
                </html>
                """.formatted(escape(title), STYLE, source, escape(title), content, customerService.footer()));
    }

    public static final String STYLE = """
            :root{color-scheme:light dark;--ink:#16242c;--ground:#f6f7f5;--soft:#51606a;--paper:#fff;--border:#7a8790;
            --hair:#d9dedb;--accent:#0b5f73;--tint:#e2f0f3;--on-accent:#fff;--stop:#a3221b;--stop-tint:#fbe9e7;--go:#1b6b3a;
            --go-tint:#e6f3ea}
            @media(prefers-color-scheme:dark){:root{--ink:#e8eef0;--ground:#12191d;--soft:#a9b6bd;--paper:#1a2328;
            --border:#74838c;--hair:#2c383e;--accent:#6fc3d6;--tint:#1d3a42;--on-accent:#12191d;--stop:#f2a19b;
            --stop-tint:#3d1a18;--go:#7fd19b;--go-tint:#173323}}
            *{box-sizing:border-box}
            body{margin:0;background:var(--ground);color:var(--ink);font:18px/28px "Source Sans 3","Segoe UI",system-ui,sans-serif}
            main{max-width:1120px;margin:0 auto;padding:32px 24px 64px}
            main.narrow,footer.narrow{max-width:560px}
            footer{max-width:1120px;margin:0 auto;padding:16px 24px 32px;border-top:1px solid var(--hair);font-size:15px;line-height:24px}
            footer p{margin:0}
            h1{font-size:36px;line-height:44px;font-weight:650;margin:0 0 16px}
            h2{font-size:27px;line-height:36px;font-weight:650;margin:48px 0 16px}
            p{max-width:68ch;margin:0 0 16px}
            a{color:var(--accent)}
            :focus-visible{outline:2px solid var(--ink);outline-offset:1px;box-shadow:0 0 0 6px #ffc53d}
            button,select,input{font:inherit;color:inherit;min-height:44px;border-radius:4px}
            input,select{width:100%;max-width:420px;padding:6px 12px;background:var(--paper);border:1px solid var(--border)}
            label{display:block;font-weight:650;margin:16px 0 4px}
            button{padding:8px 16px;background:var(--paper);border:1px solid var(--border);cursor:pointer;text-align:left}
            button:hover{background:var(--tint)}
            button.primary{background:var(--accent);border-color:var(--accent);color:var(--on-accent)}
            button[disabled]{opacity:.6;cursor:default}
            .choices{list-style:none;margin:24px 0;padding:0;display:grid;gap:12px}
            .choices button{width:100%;padding:12px 16px}
            .soft{color:var(--soft)}
            .stop,.go{padding:12px 16px;border-radius:4px;border-left:4px solid}
            .stop{color:var(--stop);background:var(--stop-tint)}
            .go{color:var(--go);background:var(--go-tint)}
            table{border-collapse:collapse;width:100%;font-size:16px;line-height:24px}
            th,td{text-align:left;padding:8px 16px 8px 0;border-bottom:1px solid var(--hair);vertical-align:top}
            dl{display:grid;grid-template-columns:max-content 1fr;gap:4px 24px;margin:0}
            dt{color:var(--soft)}
            dd{margin:0;overflow-wrap:anywhere}
            pre{white-space:pre-wrap;overflow-wrap:anywhere;background:var(--paper);border:1px solid var(--hair);padding:16px;
            font:16px/24px ui-monospace,monospace}
            form p{margin-top:16px}
            iframe{width:100%;min-height:720px;border:1px solid var(--hair);background:#fff}
            h1,h2,p,li,td{overflow-wrap:anywhere}
            @media(max-width:640px){main{padding:24px 16px 48px}h1{font-size:27px;line-height:36px}h2{font-size:21px;line-height:28px}
            thead{position:absolute;clip-path:inset(50%);width:1px;height:1px;overflow:hidden}
            table,tbody,tr,td{display:block}tr{padding:8px 0;border-bottom:1px solid var(--hair)}td{border:0;padding:0}
            dl{grid-template-columns:1fr;gap:0}dd{margin-bottom:8px}}
            """;
}
