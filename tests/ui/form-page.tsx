import { z } from "zod";
import { Button } from "#app/ui/button.tsx";
import { Choices } from "#app/ui/choices.tsx";
import { FormFoot, TextField } from "#app/ui/fields.tsx";
import { Form, useFormValues } from "#app/ui/form.tsx";
import { LangProvider } from "#app/ui/lang.tsx";

const schema = z.object({
  name: z.string().min(1),
  items: z.array(z.string()).min(1, "choose-some"),
  count: z.string().regex(/^[1-9]\d*$/, "integer-range"),
});

/** A small form as a screen builds it: rendered by the server, then taken over by the browser. */
export const FormPage = () => {
  const form = useFormValues({
    schema: schema.extend({ items: schema.shape.items.optional().default([]).pipe(schema.shape.items) }),
    many: ["items"],
    labels: { name: "名称", items: "項目", count: "件数" },
    values: { name: "あおば" },
    // A new array each time, as screens give it.
    problems: [],
  });
  return (
    <LangProvider lang="ja">
      <main>
        <h1>登録する</h1>
        <Form action="/register" once="key-1" {...form.formProps}>
          <TextField {...form.field("count")} required />
          <TextField {...form.field("name")} required />
          <Choices
            {...form.choices("items")}
            type="checkbox"
            options={[
              { value: "a", label: "氏名" },
              { value: "b", label: "住所" },
            ]}
          />
          <FormFoot>
            <Button kind="main" name="intent" value="register">
              登録する
            </Button>
            <Button name="intent" value="draft" formNoValidate>
              下書きを保存する
            </Button>
          </FormFoot>
        </Form>
      </main>
    </LangProvider>
  );
};
